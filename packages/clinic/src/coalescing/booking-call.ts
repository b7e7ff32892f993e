import type { AppointmentFacts } from '../appointment-facts.ts'

/** One call of `book_appointments`, in the names of the database's type; bytes are base64, the fingerprint is hex. */
export interface BookingCall {
  readonly principal: string
  readonly route: string
  readonly key: string
  readonly fingerprint: string
  readonly id: string
  readonly hold_id?: string | undefined
  readonly slot_id?: string | undefined
  readonly slot_version?: number | undefined
  readonly starts_at?: string | undefined
  readonly doctor_ids?: readonly string[] | undefined
  readonly specialty?: string | undefined
  readonly visit_type?: string | undefined
  readonly patient_id?: string | undefined
  readonly reason?: string | undefined
  readonly acting: string
  readonly acting_as: 'patient' | 'desk' | 'system'
  readonly hold: boolean
  /** Of a patient whom the clinic may not know yet; its parts may be absent. */
  readonly introduction?: Readonly<Record<'name' | 'contact' | 'key', string | undefined>> | undefined
}

export type BookingOutcome =
  | 'booked'
  | 'held'
  | 'replayed'
  | 'idempotency-mismatch'
  | 'slot-unknown'
  | 'hold-unknown'
  | 'hold-ended'
  | 'visit-type-unknown'
  | 'patient-unknown'
  | 'patient-blocked'
  | 'slot-version-mismatch'
  | 'withdrawn'
  | 'past'
  | 'minimum-notice'
  | 'horizon'
  | 'taken'
  | 'slot-held'
  | 'doctor-busy'
  | 'visit-too-long'
  | 'staff-only'
  | 'doctor-does-not'
  | 'daily-quota'
  | 'open-appointments-per-patient'
  /** Holds whose time is over are in the way: clear them and ask again. */
  | 'lapsed'
  /** Somebody else is at it: ask again. */
  | 'contended'

export interface BookingRow {
  readonly outcome: BookingOutcome
  readonly facts: AppointmentFacts | null
  readonly limit: string | null
}
