import type { Queryable } from '@polyclinic/postgres'
import type { AppointmentFacts } from './appointment-facts.ts'

export interface BookingCall {
  principal: string
  route: string
  key: string
  /** SHA-256 of the request */
  fingerprint: Buffer
  newId: string
  slotId: string
  slotVersion: number | undefined
  visitType: string
  patientId: string
  sealedReason: Buffer | undefined
  actor: string
  /** Staff book: notice, quota and what only staff may do are theirs to judge. */
  atDesk: boolean
  /** Given for a patient the clinic may not know yet; its parts may be absent. */
  introduction: { name: Buffer | undefined; contact: Buffer | undefined; key: Buffer | undefined } | undefined
}

export type BookingOutcome =
  | 'booked'
  | 'replayed'
  | 'idempotency-mismatch'
  | 'slot-unknown'
  | 'visit-type-unknown'
  | 'patient-unknown'
  | 'patient-blocked'
  | 'slot-version-mismatch'
  | 'withdrawn'
  | 'past'
  | 'minimum-notice'
  | 'horizon'
  | 'taken'
  | 'doctor-busy'
  | 'visit-too-long'
  | 'staff-only'
  | 'doctor-does-not'
  | 'daily-quota'
  | 'open-appointments-per-patient'

export interface BookingRow {
  outcome: BookingOutcome
  facts: AppointmentFacts | null
  limit: string | null
}

/** The booking's one round trip. */
export async function callBooking(db: Queryable, call: BookingCall): Promise<BookingRow> {
  const { rows } = await db.query<BookingRow>({
    name: 'book-appointment',
    text: `select outcome, facts, limit_value as "limit" from book_appointment(
      $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    values: [
      call.principal,
      call.route,
      call.key,
      call.fingerprint,
      call.newId,
      call.slotId,
      call.slotVersion,
      call.visitType,
      call.patientId,
      call.sealedReason,
      call.actor,
      call.atDesk,
      call.introduction !== undefined,
      call.introduction?.name,
      call.introduction?.contact,
      call.introduction?.key,
    ],
  })
  return only(rows)
}

export interface CancelRow {
  outcome: 'cancelled' | 'unknown' | 'version-mismatch' | 'transition-not-allowed' | 'too-late'
  facts: AppointmentFacts | null
}

export async function callCancelling(
  db: Queryable,
  call: { id: string; seenVersion: number; untilMinutes: number | null; actor: string },
): Promise<CancelRow> {
  const { rows } = await db.query<CancelRow>({
    name: 'cancel-appointment',
    text: 'select outcome, facts from cancel_appointment($1, $2, $3, $4)',
    values: [call.id, call.seenVersion, call.untilMinutes, call.actor],
  })
  return only(rows)
}

export interface AppointmentRow {
  facts: AppointmentFacts
  wrappedKey: Buffer | null
}

export async function findAppointment(db: Queryable, id: string): Promise<AppointmentRow | undefined> {
  const { rows } = await db.query<AppointmentRow>({
    name: 'find-appointment',
    text: `select appointment_facts(a.id) as facts, k.wrapped_key as "wrappedKey"
      from appointment a join known_patient k using (patient_id) where a.id = $1`,
    values: [id],
  })
  return rows[0]
}

export interface AppointmentFilter {
  patientId?: string | undefined
  doctorId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  status?: string | undefined
  after?: readonly string[] | undefined
  limit: number
}

/** By start, earliest first; one more than the limit. */
export async function findAppointments(db: Queryable, filter: AppointmentFilter): Promise<AppointmentRow[]> {
  const [afterTime, afterId] = filter.after ?? []
  const { rows } = await db.query<AppointmentRow>({
    name: 'find-appointments',
    text: `select appointment_facts(a.id) as facts, k.wrapped_key as "wrappedKey"
      from appointment a join known_patient k using (patient_id)
      where ($1::uuid is null or a.patient_id = $1) and ($2::uuid is null or a.doctor_id = $2)
        and ($3::date is null or a.local_date >= $3) and ($4::date is null or a.local_date <= $4)
        and ($5::text is null or a.status = $5)
        and ($6::timestamptz is null or (a.starts_at, a.id) > ($6, $7::uuid))
      order by a.starts_at, a.id
      limit $8`,
    values: [
      filter.patientId,
      filter.doctorId,
      filter.from,
      filter.to,
      filter.status,
      afterTime,
      afterId,
      filter.limit + 1,
    ],
  })
  return rows
}

/** Undefined for a patient the clinic does not know, null for one whose key it has not got yet. */
export async function findKnownKey(db: Queryable, patientId: string): Promise<Buffer | null | undefined> {
  const { rows } = await db.query<{ key: Buffer | null }>({
    name: 'find-known-key',
    text: 'select wrapped_key as key from known_patient where patient_id = $1',
    values: [patientId],
  })
  return rows[0]?.key
}

export async function findCancelNotice(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ minutes: number }>(
    'select cancel_until_minutes as minutes from clinic_profile',
  )
  return only(rows).minutes
}

function only<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined) throw new Error('a query that always gives a row gave none')
  return row
}
