import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { knows } from '../patients/index.ts'
import {
  findErased,
  findErasure,
  findUnfinished,
  putConfirmed,
  type UnfinishedRow,
} from './erasure-queries.ts'

/**
 * Whom a clinic is to erase, and whether it is on record as having been given their card; undefined for an erasure that
 * is not known.
 */
export async function findErasurePart(
  control: ControlPlane,
  actor: Actor,
  { erasureId, clinicId }: { erasureId: string; clinicId: string },
): Promise<{ patientId: string; onRecord: boolean } | undefined> {
  authorise(actor, 'erasure.carry-out')
  const erasure = await findErasure(control.database, { id: erasureId })
  if (!erasure) return undefined
  const { patientId } = erasure
  return { patientId, onRecord: await knows(control.database, clinicId, patientId) }
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
