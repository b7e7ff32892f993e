import type { BookingRequest } from '@polyclinic/contract'
import { type Actor, actorReference, type PatientCard } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import type { BookingCall } from '../coalescing/index.ts'
import type { BookingContext } from './booking-context.ts'
import type { Patient } from './choose-patient.ts'

/** The call of the database for a request, before anything is known of its patient. */
export function prepareCall(
  actor: Actor,
  patient: Patient,
  request: Omit<BookingRequest, 'reason' | 'patientId'>,
  context: BookingContext,
  kind: { route: string; hold: boolean },
): BookingCall {
  const acting = actorReference(actor)
  return {
    principal: acting,
    route: kind.route,
    key: context.idempotencyKey,
    fingerprint: context.fingerprint,
    id: newId(),
    hold_id: request.holdId,
    slot_id: request.slotId,
    slot_version: request.slotVersion,
    starts_at: request.startsAt,
    doctor_ids: request.doctors,
    specialty: request.specialty,
    visit_type: request.visitType,
    patient_id: patient.id,
    acting,
    acting_as: patient.byDesk ? 'desk' : 'patient',
    hold: kind.hold,
  }
}

/** What makes a patient known to the clinic, as the database takes it. */
export const introductionOf = (card: PatientCard): NonNullable<BookingCall['introduction']> => ({
  name: card.sealedName?.toString('base64'),
  contact: card.sealedContact?.toString('base64'),
  key: card.wrappedKey?.toString('base64'),
})

export const introduced = (call: BookingCall, card: PatientCard): BookingCall => ({
  ...call,
  introduction: introductionOf(card),
})
