import type { EntityManager } from '@mikro-orm/postgresql'
import type { Vault } from '@polyclinic/guard'
import type { AuditTrail, Database } from '@polyclinic/postgres'
import type { BookingLanes } from './coalescing/index.ts'
import type { PatientIndexes } from './patients/index.ts'

/**
 * One clinic, opened: all that a verb needs and no way to another clinic. Nothing is connected until a verb asks its
 * database something.
 */
export interface Clinic {
  readonly id: string
  readonly slug: string
  readonly name: string
  /** IANA name */
  readonly timeZone: string
  /** A suspended clinic takes no new bookings; what is booked stays readable and can be cancelled. */
  readonly suspended: boolean
  readonly database: Database
  /** Where bookings of this process that arrive together go in one statement */
  readonly bookings: BookingLanes
  readonly vault: Vault
  /** Where readings are recorded while the database does not take them; without it they fail then */
  readonly audit?: AuditTrail | undefined
  /** Where the desk's searches of this process find patients by name, for each clinic its own */
  readonly patientIndexes: PatientIndexes
  /** A fresh unit of work, for edits under a row version; the booking's hot path does not use it. */
  unitOfWork(): EntityManager
}
