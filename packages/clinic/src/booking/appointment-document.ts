import type { Appointment } from '@polyclinic/contract'
import type { Clinic } from '../clinic.ts'
import type { AppointmentFacts } from './appointment-facts.ts'

/** Where an appointment's reason stands; its seal is bound to it. */
export const reasonPlace = 'appointment.reason'

/** An appointment as its reader sees it. @param wrappedKey the patient's, to open the reason; absent: left out */
export function appointmentDocument(
  clinic: Clinic,
  facts: AppointmentFacts,
  wrappedKey: Buffer | null,
): Appointment {
  const reason =
    facts.sealedReason &&
    wrappedKey &&
    clinic.vault
      .unwrap(wrappedKey, facts.patientId)
      .open(Buffer.from(facts.sealedReason, 'base64'), reasonPlace)
  return {
    id: facts.id,
    reference: facts.reference,
    status: facts.status,
    clinic: { slug: clinic.slug, name: clinic.name },
    doctor: { id: facts.doctorId, name: facts.doctorName },
    visitType: { code: facts.visitTypeCode, name: facts.visitTypeName },
    patientId: facts.patientId,
    startsAt: instant(facts.startsAt),
    endsAt: instant(facts.endsAt),
    localDate: facts.localDate,
    localTime: facts.localTime,
    timeZone: clinic.timeZone,
    ...(reason && { reason }),
    bookedAt: instant(facts.bookedAt),
    ...(facts.confirmedAt && { confirmedAt: instant(facts.confirmedAt) }),
    ...(facts.cancelledAt && { cancelledAt: instant(facts.cancelledAt) }),
    version: facts.version,
  }
}

const instant = (text: string): string => new Date(text).toISOString()
