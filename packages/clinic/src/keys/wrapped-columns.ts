import type { VersionedColumn } from '@polyclinic/postgres'

/**
 * Every column of a clinic's database that holds wrapped personal keys: what rotation brings up, and what a version must
 * be gone from before it can be retired. A test holds this list and the next one against the catalogue.
 */
export const wrappedColumns: readonly VersionedColumn[] = [
  { table: 'known_patient', column: 'wrapped_key', key: 'patient_id', keyType: 'uuid', bound: 'patient_id' },
  { table: 'doctor', column: 'wrapped_key', key: 'id', keyType: 'uuid', bound: 'id' },
  // a booking that waits brings its patient's card along
  {
    ...{ table: 'booking_request', column: 'call', key: 'id', keyType: 'uuid', bound: 'patient_id' },
    within: ['introduction', 'key'],
  },
]

/** Under the key of the person whose row it is: rotation leaves them alone, and they are lost with that key. */
export const personalColumns: readonly string[] = [
  'known_patient.sealed_name',
  'known_patient.sealed_contact',
  'known_patient.sealed_block_reason',
  'doctor.sealed_email',
  'doctor.sealed_phone',
  'appointment.sealed_reason',
  'appointment.sealed_cancel_reason',
  'appointment.sealed_justification',
  'appointment_note.sealed_text',
]
