import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { reviveDead } from './queue-queries.ts'

/**
 * Runs jobs that were given up again, with all their attempts before them.
 * @param ids whole numbers as text
 * @returns the ids that were dead letters; others are left as they are
 */
export async function retryDeadLetters(
  control: ControlPlane,
  actor: Actor,
  ids: readonly string[],
): Promise<string[]> {
  authorise(actor, 'job.manage')
  return reviveDead(control.database, ids)
}
