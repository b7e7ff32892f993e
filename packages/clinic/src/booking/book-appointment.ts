import { type Appointment, type BookingRequest, Refusal } from '@polyclinic/contract'
import { type Actor, actorReference, authorise, type PatientCard, type Standing } from '@polyclinic/guard'
import { brokenConstraint } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import type { Clinic } from '../clinic.ts'
import { appointmentDocument, reasonPlace } from './appointment-document.ts'
import { type BookingCall, type BookingRow, callBooking, findKnownKey } from './booking-queries.ts'
import { refuseBooking } from './refuse-booking.ts'

export interface BookingContext {
  /** RFC draft Idempotency-Key; with the principal and the route it names the request. */
  readonly idempotencyKey: string
  /** SHA-256 of the request, hex: the same key with another body is refused. */
  readonly fingerprint: string
  /** Asks the control plane for a patient this clinic does not know yet; gives an empty card when it is away. */
  introduce(patientId: string): Promise<PatientCard>
}

/**
 * Books one slot for a patient, or refuses with what they can do instead. Repeating a request under its key gives the
 * first one's reply.
 */
export async function bookAppointment(
  clinic: Clinic,
  actor: Actor,
  request: BookingRequest,
  context: BookingContext,
): Promise<Appointment> {
  const standing = authorise(actor, 'appointment.book', clinic)
  const patientId = patientOf(standing, request)
  if (clinic.suspended) throw new Refusal('clinic-suspended', {})

  const key = request.reason === undefined ? undefined : await findKnownKey(clinic.database, patientId)
  // whoever books for themselves may be new here; the desk books for those the clinic knows
  const self = patientId === standing.patientId
  if (request.reason !== undefined && !self && key === undefined) throw new Refusal('patient-unknown', {})
  let card = request.reason !== undefined && !key && self ? await context.introduce(patientId) : undefined
  const call = prepareCall(actor, request, context, patientId, standing.atDesk && !self)
  let row = await bookOnce(clinic, complete(clinic, call, request, card, key))
  if (row.outcome === 'patient-unknown' && self && !card) {
    card = await context.introduce(patientId)
    row = await bookOnce(clinic, complete(clinic, call, request, card, key))
  }
  if (row.facts === null || (row.outcome !== 'booked' && row.outcome !== 'replayed')) {
    throw await refuseBooking(clinic, row, request)
  }
  return appointmentDocument(clinic, row.facts, key ?? card?.wrappedKey ?? null)
}

/** A patient books for themselves; the desk names a patient whom the clinic knows. */
function patientOf(standing: Standing, request: BookingRequest): string {
  const patientId = request.patientId ?? standing.patientId
  if (!patientId) {
    throw new Refusal('invalid-request', {
      issues: [{ pointer: '/patientId', message: 'say who the visit is for' }],
    })
  }
  if (patientId !== standing.patientId && !standing.atDesk) throw new Refusal('not-allowed', {})
  return patientId
}

function prepareCall(
  actor: Actor,
  request: BookingRequest,
  context: BookingContext,
  patientId: string,
  atDesk: boolean,
): Omit<BookingCall, 'sealedReason' | 'introduction'> {
  const reference = actorReference(actor)
  return {
    principal: reference,
    route: 'bookAppointment',
    key: context.idempotencyKey,
    fingerprint: Buffer.from(context.fingerprint, 'hex'),
    newId: newId(),
    slotId: request.slotId,
    slotVersion: request.slotVersion,
    visitType: request.visitType,
    patientId,
    actor: reference,
    atDesk,
  }
}

/** Adds the introduction where there is one, and the reason sealed under the patient's key. */
function complete(
  clinic: Clinic,
  call: Omit<BookingCall, 'sealedReason' | 'introduction'>,
  request: BookingRequest,
  card: PatientCard | undefined,
  knownKey: Buffer | null | undefined,
): BookingCall {
  const introduction = card && { name: card.sealedName, contact: card.sealedContact, key: card.wrappedKey }
  if (request.reason === undefined) return { ...call, sealedReason: undefined, introduction }
  const key = knownKey ?? card?.wrappedKey
  if (!key) {
    const detail = 'A reason cannot be kept safely at the moment. Book without one, or try again later.'
    throw new Refusal('service-unavailable', { retryAfter: 30 }, detail)
  }
  const sealedReason = clinic.vault.unwrap(key, call.patientId).seal(request.reason, reasonPlace)
  return { ...call, sealedReason, introduction }
}

/** Two requests of one key for two slots lock nothing in common: the second breaks the key's constraint, and asks again. */
async function bookOnce(clinic: Clinic, call: BookingCall): Promise<BookingRow> {
  try {
    return await callBooking(clinic.database, call)
  } catch (error) {
    const broken = brokenConstraint(error)?.constraint
    if (broken !== 'idempotency_key_pkey' && broken !== 'appointment_reference_key') throw error
    return await callBooking(clinic.database, call)
  }
}
