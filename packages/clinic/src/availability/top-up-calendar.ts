import type { CalendarChange } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import { callRefresh, findHorizon, makeEventPartitions } from './calendar-queries.ts'

/**
 * Brings the clinic's calendar up to date as far as its horizon, and makes the months' partitions ahead. Idempotent:
 * it may run at any time.
 * @param actor who is noted where an appointment is displaced
 */
export async function topUpCalendar(db: Queryable, actor: string): Promise<CalendarChange> {
  await makeEventPartitions(db)
  return callRefresh(db, { ...(await findHorizon(db)), actor })
}
