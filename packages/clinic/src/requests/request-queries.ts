import type { Queryable } from '@polyclinic/postgres'
import type { AppointmentFacts } from '../appointment-facts.ts'
import { only } from '../appointments/index.ts'
import type { BookingCall } from '../coalescing/index.ts'

export interface RequestRow {
  id: string
  principal: string
  patientId: string
  state: 'pending' | 'booked' | 'refused'
  /** A refusal's code, sentence and facts */
  problem: { code: string; detail: string; facts: Record<string, unknown> } | null
  createdAt: Date
  finishedAt: Date | null
  facts: AppointmentFacts | null
  wrappedKey: Buffer | null
}

const columns = `r.id, r.principal, r.patient_id as "patientId", r.state, r.problem, r.created_at as "createdAt",
  r.finished_at as "finishedAt", appointment_facts(r.appointment_id) as facts, k.wrapped_key as "wrappedKey"`
const joined = 'booking_request r left join known_patient k on k.patient_id = r.patient_id'

export interface NotedRow {
  outcome: 'noted' | 'replayed' | 'idempotency-mismatch' | 'too-many'
  id: string | null
}

/** Notes a booking to be worked off, once for its key, unless too many wait. */
export async function callNoting(db: Queryable, call: BookingCall, most: number): Promise<NotedRow> {
  const { rows } = await db.query<NotedRow>({
    name: 'note-booking-request',
    text: 'select outcome, id from note_booking_request($1, $2)',
    values: [JSON.stringify(call), most],
  })
  return only(rows)
}

export async function findRequest(db: Queryable, id: string): Promise<RequestRow | undefined> {
  const { rows } = await db.query<RequestRow>({
    name: 'find-booking-request',
    text: `select ${columns} from ${joined} where r.id = $1`,
    values: [id],
  })
  return rows[0]
}

/** The one that waits longest, locked until the transaction ends; passes over what somebody else works on. */
export async function takeRequest(
  tx: Queryable,
  besides: readonly string[],
): Promise<{ id: string; call: BookingCall } | undefined> {
  const { rows } = await tx.query<{ id: string; call: BookingCall }>({
    name: 'take-booking-request',
    text: `select id, call from booking_request where state = 'pending' and id <> all ($1)
      order by created_at, id limit 1 for update skip locked`,
    values: [besides],
  })
  return rows[0]
}

export async function finishRequest(
  tx: Queryable,
  id: string,
  result: { appointmentId: string } | { problem: NonNullable<RequestRow['problem']> },
): Promise<void> {
  const [appointmentId, problem] =
    'problem' in result ? [null, JSON.stringify(result.problem)] : [result.appointmentId, null]
  await tx.query({
    name: 'finish-booking-request',
    // what it would have sent is not kept longer than needed
    text: `update booking_request set finished_at = now(), appointment_id = $2, problem = $3, call = '{}',
        state = case when $2::uuid is null then 'refused' else 'booked' end
      where id = $1`,
    values: [id, appointmentId, problem],
  })
}

/** How many wait. */
export async function countWaiting(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "select count(*)::integer as count from booking_request where state = 'pending'",
  )
  return only(rows).count
}
