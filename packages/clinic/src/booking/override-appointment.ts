import { reading, recordAccess } from '../audit/index.ts'
import { type Appointment, type OverrideRequest, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { appointmentDocument, appointmentPlaces, findKnownKey } from '../appointments/index.ts'
import type { Clinic } from '../clinic.ts'
import type { BookingContext } from './booking-context.ts'
import { callOverride, findOverrideRule } from './override-queries.ts'
import { prepareCall } from './prepare-call.ts'
import { refuseTime } from './refuse-time.ts'

/**
 * Books beyond the rules, on the record: a walk-in at any minute, a full slot, outside of shifts. A place beyond the
 * capacity is counted apart and never opens to the public. For the clinic's admin, and for staff where its policy says.
 */
export async function overrideAppointment(
  clinic: Clinic,
  actor: Actor,
  request: OverrideRequest,
  context: Pick<BookingContext, 'idempotencyKey' | 'fingerprint'>,
): Promise<Appointment> {
  const standing = authorise(actor, 'appointment.override', clinic)
  const isAdmin = standing.capacities.has('clinic_admin')
  if (!isAdmin && (await findOverrideRule(clinic.database)) !== 'staff') throw new Refusal('not-allowed', {})
  if (clinic.suspended) throw new Refusal('clinic-suspended', {})
  const key = await findKnownKey(clinic.database, request.patientId)
  if (key === undefined) throw new Refusal('patient-unknown', {})
  if (key === null) {
    const detail = 'A justification cannot be kept safely at the moment. Try again later.'
    throw new Refusal('service-unavailable', { retryAfter: 30 }, detail)
  }
  const own = clinic.vault.unwrap(key, request.patientId)
  const patient = { id: request.patientId, byDesk: true }
  const { doctorId, startsAt, visitType } = request
  const call = prepareCall(
    actor,
    patient,
    { startsAt, visitType, doctors: [doctorId] },
    { ...context, introduce: () => Promise.resolve({}) },
    { route: 'overrideAppointment', hold: false },
  )
  const reason = request.reason && own.seal(request.reason, appointmentPlaces.reason).toString('base64')
  const justification = own.seal(request.justification, appointmentPlaces.justification)
  const row = await callOverride(clinic.database, { ...call, ...(reason && { reason }) }, justification)
  if (row.facts && (row.outcome === 'booked' || row.outcome === 'replayed')) {
    // a booking's event records it; to show one again is a reading
    if (row.outcome === 'replayed') {
      await recordAccess(clinic, actor, standing, reading('appointment.override', 'appointment', [row.facts]))
    }
    return appointmentDocument(clinic, row.facts, key)
  }
  throw await refuseTime(clinic, row, request)
}
