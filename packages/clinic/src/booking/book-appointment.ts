import { reading, recordAccess } from '../audit/index.ts'
import { type Appointment, type BookingRequest, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { appointmentDocument } from '../appointments/index.ts'
import type { Clinic } from '../clinic.ts'
import type { BookingContext } from './booking-context.ts'
import { bookFor } from './book-for.ts'
import { chooseBookingPatient } from './choose-booking-patient.ts'
import { prepareCall } from './prepare-call.ts'
import { refuseTime } from './refuse-time.ts'

/**
 * Books what is held, one slot, or with any free doctor at a time; or refuses with what the caller can do instead.
 * Repeating a request under its key gives the first one's reply.
 */
export async function bookAppointment(
  clinic: Clinic,
  actor: Actor,
  request: BookingRequest,
  context: BookingContext,
): Promise<Appointment> {
  const standing = authorise(actor, 'appointment.book', clinic)
  const patient = await chooseBookingPatient(clinic, actor, standing, request)
  if (clinic.suspended) throw new Refusal('clinic-suspended', {})
  const call = prepareCall(actor, patient, request, context, { route: 'bookAppointment', hold: false })
  const { row, key } = await bookFor(clinic, patient, call, request.reason, context)
  if (row.facts === null || (row.outcome !== 'booked' && row.outcome !== 'replayed')) {
    throw await refuseTime(clinic, row, request)
  }
  // a booking's event records it; to show one again is a reading
  if (row.outcome === 'replayed') {
    await recordAccess(clinic, actor, standing, reading('appointment.book', 'appointment', [row.facts]))
  }
  return appointmentDocument(clinic, row.facts, key)
}
