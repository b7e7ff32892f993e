import { type Appointment, Refusal } from '@polyclinic/contract'
import { type Actor, actorReference, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { appointmentDocument } from './appointment-document.ts'
import { callCancelling, findCancelNotice } from './booking-queries.ts'
import { findConcerning } from './show-appointment.ts'

/**
 * Cancels an appointment and frees its time at once. A patient keeps the clinic's notice; the desk need not.
 * @param seenVersion the version the caller saw
 */
export async function cancelAppointment(
  clinic: Clinic,
  actor: Actor,
  id: string,
  seenVersion: number,
): Promise<Appointment> {
  const standing = authorise(actor, 'appointment.cancel', clinic)
  const { wrappedKey } = await findConcerning(clinic, standing, id)
  const notice = await findCancelNotice(clinic.database)
  const { outcome, facts } = await callCancelling(clinic.database, {
    id,
    seenVersion,
    untilMinutes: standing.atDesk ? null : notice,
    actor: actorReference(actor),
  })
  if (!facts) throw new Refusal('not-found', {}, 'There is no such appointment.')
  const document = appointmentDocument(clinic, facts, wrappedKey)
  switch (outcome) {
    case 'version-mismatch':
      throw new Refusal('version-mismatch', { current: document }, 'The appointment was changed meanwhile.')
    case 'transition-not-allowed':
      throw new Refusal('transition-not-allowed', { state: document.status })
    case 'too-late':
      throw new Refusal(
        'outside-policy',
        { rule: 'cancel-until', limit: notice },
        `This clinic lets patients cancel until ${notice} minutes before the visit. Please call.`,
      )
    default:
      return document
  }
}
