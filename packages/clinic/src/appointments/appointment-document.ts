import type { Appointment } from '@polyclinic/contract'
import { type AppointmentFacts, instant, visitFactsOf } from '../appointment-facts.ts'
import type { Clinic } from '../clinic.ts'

/** Where an appointment's words stand; their seals are bound to it. */
export const appointmentPlaces = {
  reason: 'appointment.reason',
  cancelReason: 'appointment.cancel_reason',
  justification: 'appointment.justification',
} as const

/** An appointment as its reader sees it. @param wrappedKey the patient's, to open their words; absent: left out */
export function appointmentDocument(
  clinic: Clinic,
  facts: AppointmentFacts,
  wrappedKey: Buffer | null,
): Appointment {
  const { confirmedAt, cancelledAt, displacedAt } = facts
  const opened = (sealed: string | null, place: string): string | undefined =>
    sealed && wrappedKey
      ? clinic.vault.unwrap(wrappedKey, facts.patientId).open(Buffer.from(sealed, 'base64'), place)
      : undefined
  const reason = opened(facts.sealedReason, appointmentPlaces.reason)
  const cancellationReason = opened(facts.sealedCancelReason, appointmentPlaces.cancelReason)
  return {
    id: facts.id,
    reference: facts.reference,
    status: facts.status,
    clinic: { slug: clinic.slug, name: clinic.name },
    ...visitFactsOf(facts, clinic.timeZone),
    ...(reason && { reason }),
    bookedAt: instant(facts.bookedAt),
    ...(confirmedAt && { confirmedAt: instant(confirmedAt) }),
    ...(cancelledAt && { cancelledAt: instant(cancelledAt) }),
    ...(cancellationReason && { cancellationReason }),
    ...(displacedAt && { displacedAt: instant(displacedAt) }),
    version: facts.version,
  }
}
