import { reading, recordAccess } from '../audit/index.ts'
import { type BookingRequestStatus, Refusal } from '@polyclinic/contract'
import { type Actor, actorReference, authorise, mayActFor } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { findRequest } from './request-queries.ts'
import { requestStatus } from './request-status.ts'

/** How a noted booking stands: for who asked for it, its patient and the desk. */
export async function showBookingRequest(
  clinic: Clinic,
  actor: Actor,
  id: string,
): Promise<BookingRequestStatus> {
  const standing = authorise(actor, 'appointment.read', clinic)
  const row = await findRequest(clinic.database, id)
  const concerns =
    row &&
    (standing.atDesk ||
      row.principal === actorReference(actor) ||
      (await mayActFor(actor, standing, row.patientId)))
  if (!concerns) throw new Refusal('not-found', {}, 'There is no such request.')
  await recordAccess(clinic, actor, standing, reading('appointment.read', 'booking-request', [row]))
  return requestStatus(clinic, row)
}
