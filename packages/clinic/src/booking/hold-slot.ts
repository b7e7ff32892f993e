import { reading, recordAccess } from '../audit/index.ts'
import { type Hold, type HoldRequest, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { bookFor } from './book-for.ts'
import type { BookingContext } from './booking-context.ts'
import { choosePatient } from './choose-patient.ts'
import { holdDocument } from './hold-document.ts'
import { prepareCall } from './prepare-call.ts'
import { refuseTime } from './refuse-time.ts'

/** Keeps a time while somebody decides: by the rules of a booking, until the clinic's hold time is over. */
export async function holdSlot(
  clinic: Clinic,
  actor: Actor,
  request: HoldRequest,
  context: BookingContext,
): Promise<Hold> {
  const standing = authorise(actor, 'appointment.book', clinic)
  const patient = await choosePatient(actor, standing, request.patientId)
  if (clinic.suspended) throw new Refusal('clinic-suspended', {})
  const call = prepareCall(actor, patient, request, context, { route: 'holdSlot', hold: true })
  const { row } = await bookFor(clinic, patient, call, undefined, context)
  if (row.facts === null || (row.outcome !== 'held' && row.outcome !== 'replayed')) {
    throw await refuseTime(clinic, row, request)
  }
  // a booking's event records it; to show one again is a reading
  if (row.outcome === 'replayed') {
    await recordAccess(clinic, actor, standing, reading('appointment.book', 'appointment', [row.facts]))
  }
  return holdDocument(clinic, row.facts)
}
