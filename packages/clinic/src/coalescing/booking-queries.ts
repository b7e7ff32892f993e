import type { Queryable } from '@polyclinic/postgres'
import type { BookingCall, BookingRow } from './booking-call.ts'

/** The booking's one round trip: a row a call, in the order of the calls. */
export async function callBookings(db: Queryable, calls: readonly BookingCall[]): Promise<BookingRow[]> {
  const { rows } = await db.query<BookingRow & { nth: number }>({
    name: 'book-appointments',
    text: 'select nth, outcome, facts, limit_value as "limit" from book_appointments($1)',
    values: [JSON.stringify(calls.map((call, nth) => ({ nth, ...call })))],
  })
  const inOrder: BookingRow[] = []
  for (const { nth, ...row } of rows) inOrder[nth] = row
  return inOrder
}

/** Ends holds whose time is over of the doctors of these slots, or of all where none is named. */
export async function callEndingLapsed(
  db: Queryable,
  slots?: readonly string[],
): Promise<{ ended: number; nextEndsAt: Date | null }> {
  const { rows } = await db.query<{ ended: number; nextEndsAt: Date | null }>({
    name: 'end-lapsed-holds',
    text: `select ended, next_ends_at as "nextEndsAt" from end_lapsed_holds(
      case when $1::uuid[] is not null then array(select doctor_id from slot where id = any ($1)) end)`,
    values: [slots],
  })
  const [row] = rows
  if (!row) throw new Error('a query that always gives a row gave none')
  return row
}
