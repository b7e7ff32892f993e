import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteDead } from './queue-queries.ts'

/**
 * Forgets jobs that were given up: what they were to do is not done.
 * @param ids whole numbers as text
 * @returns the ids that were dead letters; others are left as they are
 */
export async function dropDeadLetters(
  control: ControlPlane,
  actor: Actor,
  ids: readonly string[],
): Promise<string[]> {
  authorise(actor, 'job.manage')
  return deleteDead(control.database, ids)
}
