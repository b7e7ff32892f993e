import { type Appointment, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { type BookingContext, bookAppointment } from '../booking/index.ts'
import type { Clinic } from '../clinic.ts'
import { findOwnEntry } from './find-own-entry.ts'

/** Books the time that is offered. Repeating the request under its key gives the first reply. */
export async function acceptOffer(
  clinic: Clinic,
  actor: Actor,
  id: string,
  context: BookingContext,
): Promise<Appointment> {
  const standing = authorise(actor, 'waitlist.join', clinic)
  const { state, facts, patientId } = await findOwnEntry(clinic, actor, standing, id)
  // a booked one comes this far only to be given its reply again
  if (!facts || (state !== 'offered' && state !== 'booked')) {
    throw new Refusal('transition-not-allowed', { state }, 'No time is offered at the moment.')
  }
  return bookAppointment(clinic, actor, { holdId: facts.id, patientId }, context)
}
