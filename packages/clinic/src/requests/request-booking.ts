import { type BookingRequest, type BookingRequestStatus, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import {
  type BookingContext,
  chooseBookingPatient,
  introduced,
  prepareCall,
  sealReason,
} from '../booking/index.ts'
import { reading, recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { callNoting, findRequest } from './request-queries.ts'
import { requestStatus } from './request-status.ts'

/** So many may wait at one clinic. */
export const mostWaiting = 200
/** Seconds until a clinic has worked off what is too much now. */
const retryAfter = 5

/**
 * Notes a booking that is worked off later: it claims nothing until then, and ends exactly once, as booked or refused.
 * @param most how many may wait at this clinic
 */
export async function requestBooking(
  clinic: Clinic,
  actor: Actor,
  request: BookingRequest,
  context: BookingContext,
  most = mostWaiting,
): Promise<BookingRequestStatus> {
  const standing = authorise(actor, 'appointment.book', clinic)
  const patient = await chooseBookingPatient(clinic, actor, standing, request)
  if (clinic.suspended) throw new Refusal('clinic-suspended', {})
  const reason =
    request.reason === undefined ? undefined : await sealReason(clinic, patient, request.reason, context)
  const prepared = prepareCall(actor, patient, request, context, { route: 'bookAppointment', hold: false })
  const call = reason ? { ...prepared, reason: reason.sealed } : prepared
  // whoever works it off has no way to ask for a patient who is new here
  const card = reason?.card ?? (patient.byDesk ? undefined : await context.introduce(patient.id))
  const noted = await callNoting(clinic.database, card ? introduced(call, card) : call, most)
  if (noted.outcome === 'too-many') throw new Refusal('too-busy', { retryAfter })
  if (noted.outcome === 'idempotency-mismatch') throw new Refusal('idempotency-mismatch', {})
  const row = await findRequest(clinic.database, noted.id ?? '')
  if (!row) throw new Refusal('not-found', {}, 'That request was forgotten: it ended long ago.')
  // a new one's own trigger records it; to show one again is a reading
  if (noted.outcome === 'replayed') {
    await recordAccess(clinic, actor, standing, reading('appointment.book', 'booking-request', [row]))
  }
  return requestStatus(clinic, row)
}
