import { type Erasure, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findErasure } from './erasure-queries.ts'

/** How far an erasure has come: for whoever has its number, which nobody can guess. It names nobody. */
export async function showErasure(control: ControlPlane, actor: Actor, id: string): Promise<Erasure> {
  authorise(actor, 'erasure.follow')
  const row = await findErasure(control.database, { id })
  if (!row) throw new Refusal('not-found', {}, 'There is no such erasure.')
  const { confirmed, of } = row
  return {
    id,
    state: confirmed === of ? 'finished' : 'under-way',
    requestedAt: row.requestedAt.toISOString(),
    clinics: { confirmed, of },
  }
}
