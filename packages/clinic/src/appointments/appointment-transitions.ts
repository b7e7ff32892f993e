import type { AppointmentStatus } from '@polyclinic/contract'

/** Which moves there are between FHIR R4 statuses. The database holds the same table and refuses all others. */
export const appointmentTransitions: Readonly<Record<AppointmentStatus, readonly AppointmentStatus[]>> = {
  pending: ['booked', 'cancelled', 'entered-in-error'],
  booked: ['arrived', 'fulfilled', 'cancelled', 'noshow', 'entered-in-error'],
  arrived: ['fulfilled', 'booked', 'entered-in-error'],
  noshow: ['booked', 'entered-in-error'],
  fulfilled: ['entered-in-error'],
  cancelled: [],
  'entered-in-error': [],
}
