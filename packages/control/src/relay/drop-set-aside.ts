import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteSetAside } from './set-aside-queries.ts'

/**
 * Forgets events that were set aside: what follows from them does not happen. They stay in their appointments' histories.
 * @returns the ids of those that were set aside
 */
export async function dropSetAside(
  control: ControlPlane,
  actor: Actor,
  ids: readonly string[],
): Promise<string[]> {
  authorise(actor, 'job.manage')
  return deleteSetAside(control.database, ids)
}
