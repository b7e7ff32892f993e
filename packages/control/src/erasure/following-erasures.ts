import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import {
  findErased,
  findErasure,
  findUnfinished,
  putConfirmed,
  type UnfinishedRow,
} from './erasure-queries.ts'

/** Whom an erasure is about; undefined for one that is not known. */
export async function patientOfErasure(
  control: ControlPlane,
  actor: Actor,
  erasureId: string,
): Promise<string | undefined> {
  authorise(actor, 'erasure.carry-out')
  return (await findErasure(control.database, { id: erasureId }))?.patientId
}

/** Notes that a clinic holds nothing any more of those whom these erasures are about. */
export async function confirmErasures(
  control: ControlPlane,
  actor: Actor,
  done: { clinicId: string; erasureIds: readonly string[] },
): Promise<void> {
  authorise(actor, 'erasure.carry-out')
  await putConfirmed(control.database, done)
}

/** Erasures that some clinic has not confirmed, the oldest first. */
export async function listUnfinishedErasures(control: ControlPlane, actor: Actor): Promise<UnfinishedRow[]> {
  authorise(actor, 'erasure.carry-out')
  return findUnfinished(control.database)
}

const atOnce = 1_000

/** Everybody who has ever been erased, a page at a time: what a restored clinic is held against. */
export async function* erasedPatients(
  control: ControlPlane,
  actor: Actor,
): AsyncGenerator<{ id: string; patientId: string }[]> {
  authorise(actor, 'erasure.carry-out')
  let after: string | undefined
  do {
    const page = await findErased(control.database, { after, limit: atOnce })
    if (page.length > 0) yield page
    after = page.length < atOnce ? undefined : page.at(-1)?.id
  } while (after !== undefined)
}
