import { reading, recordAccess } from '../audit/index.ts'
import { type Appointment, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { appointmentDocument, appointmentPlaces } from './appointment-document.ts'
import type { AppointmentRow } from './appointment-queries.ts'
import { callEnding } from './change-queries.ts'
import { actingOf, findConcerning } from './concerning.ts'
import { refuseChange } from './refuse-change.ts'

/**
 * Cancels an appointment and frees its time at once. A patient keeps the clinic's notice; the desk need not, and the
 * history says so.
 * @param seenVersion the version the caller saw
 * @param reason why, for the clinic to read
 */
export async function cancelAppointment(
  clinic: Clinic,
  actor: Actor,
  id: string,
  seenVersion: number,
  reason?: string,
): Promise<Appointment> {
  const standing = authorise(actor, 'appointment.cancel', clinic)
  const concerned = await findConcerning(clinic, actor, standing, id)
  const row = await callEnding(clinic.database, {
    id,
    seenVersion,
    mayBeLate: standing.atDesk,
    sealedReason: sealReason(clinic, concerned, reason),
    ...actingOf(actor, standing),
  })
  const appointment = row.facts && appointmentDocument(clinic, row.facts, concerned.wrappedKey)
  // what is refused shows how it stands; what is done its event records
  if (row.outcome !== 'cancelled') {
    await recordAccess(
      clinic,
      actor,
      standing,
      reading('appointment.cancel', 'appointment', [concerned.facts]),
    )
  }
  if (row.outcome === 'cancel-until') {
    throw new Refusal(
      'outside-policy',
      { rule: row.outcome, limit: Number(row.limit) },
      `This clinic lets patients cancel until ${row.limit} minutes before the visit. Please call.`,
    )
  }
  if (row.outcome !== 'cancelled' || !appointment) throw refuseChange(row.outcome, appointment)
  return appointment
}

function sealReason(
  clinic: Clinic,
  { facts, wrappedKey }: AppointmentRow,
  reason: string | undefined,
): Buffer | undefined {
  if (reason === undefined) return undefined
  if (!wrappedKey) {
    const detail = 'A reason cannot be kept safely at the moment. Cancel without one, or try again later.'
    throw new Refusal('service-unavailable', { retryAfter: 30 }, detail)
  }
  return clinic.vault.unwrap(wrappedKey, facts.patientId).seal(reason, appointmentPlaces.cancelReason)
}
