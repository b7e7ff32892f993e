import type { AppointmentStatus } from '@polyclinic/contract'

/** What `appointment_facts` of the clinic's database gives: JSON, so instants are text. */
export interface AppointmentFacts {
  id: string
  reference: string
  status: AppointmentStatus
  patientId: string
  doctorId: string
  doctorName: string
  visitTypeCode: string
  visitTypeName: string
  startsAt: string
  endsAt: string
  localDate: string
  localTime: string
  /** Base64 */
  sealedReason: string | null
  bookedAt: string
  confirmedAt: string | null
  cancelledAt: string | null
  version: number
}
