import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteEndedNotices, endStuckNotices } from './follow-queries.ts'

const lateDays = 2
const keptDays = 90

/**
 * Gives up notices that nobody could send for two days after they were due: their jobs have died, or were dropped. Those
 * that ended three months ago are deleted.
 */
export async function forgetOldNotices(
  { database }: ControlPlane,
  actor: Actor,
): Promise<{ givenUp: number; notices: number }> {
  authorise(actor, 'notice.tell')
  return {
    givenUp: await endStuckNotices(database, lateDays, 'too-late'),
    notices: await deleteEndedNotices(database, keptDays),
  }
}
