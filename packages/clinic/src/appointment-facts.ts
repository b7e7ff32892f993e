import type { AppointmentStatus, Hold } from '@polyclinic/contract'

/** What `appointment_facts` of the clinic's database gives: JSON, so instants are text, and bytes are base64. */
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
  sealedReason: string | null
  sealedCancelReason: string | null
  bookedAt: string
  /** Who booked or holds it, as an actor appears in events */
  bookedBy: string
  confirmedAt: string | null
  cancelledAt: string | null
  displacedAt: string | null
  /** Set for what is or was a hold and no booking */
  holdExpiresAt: string | null
  holdRenewed: boolean
  version: number
}

/** What every answer about a visit tells. @param timeZone the clinic's */
export const visitFactsOf = (
  facts: AppointmentFacts,
  timeZone: string,
): Omit<Hold, 'id' | 'expiresAt' | 'renewable' | 'version'> => ({
  doctor: { id: facts.doctorId, name: facts.doctorName },
  visitType: { code: facts.visitTypeCode, name: facts.visitTypeName },
  patientId: facts.patientId,
  startsAt: instant(facts.startsAt),
  endsAt: instant(facts.endsAt),
  localDate: facts.localDate,
  localTime: facts.localTime,
  timeZone,
})

/** An instant of the database's JSON, as answers write it. */
export const instant = (text: string): string => new Date(text).toISOString()
