import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { insertNotices } from './notice-queries.ts'

/** Notes doctors' lists of a day that are to leave soon: one a doctor and day. */
export async function noteDayLists(
  { database }: ControlPlane,
  actor: Actor,
  clinicId: string,
  lists: readonly { readonly doctorId: string; readonly localDate: string; readonly dueAt: Date }[],
): Promise<number> {
  authorise(actor, 'notice.tell')
  if (lists.length === 0) return 0
  const notices = lists.map(({ doctorId, localDate, dueAt }) => ({
    clinicId,
    occasion: `day-list:${doctorId}:${localDate}`,
    kind: 'day-list' as const,
    channel: 'email' as const,
    ...{ doctorId, localDate },
    dueAt: dueAt.toISOString(),
  }))
  return (await insertNotices(database, notices, false)).length
}
