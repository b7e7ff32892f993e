import { type BookingRequest, Refusal } from '@polyclinic/contract'
import { type Actor, actorReference, mayActFor, type Standing } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { choosePatient, type Patient } from './choose-patient.ts'
import { findHolder } from './hold-queries.ts'

/** Whom a booking is for: of what is held, or of a time that is named. */
export const chooseBookingPatient = (
  clinic: Clinic,
  actor: Actor,
  standing: Standing,
  request: BookingRequest,
): Promise<Patient> =>
  request.holdId === undefined
    ? choosePatient(actor, standing, request.patientId)
    : chooseHeldPatient(clinic, actor, standing, request)

/**
 * Whom a hold is for that somebody wants to book. A patient's own hold needs no look: the database holds it against
 * them. To keep a reason, or for somebody else, the hold is looked at.
 */
async function chooseHeldPatient(
  clinic: Clinic,
  actor: Actor,
  standing: Standing,
  { holdId = '', patientId, reason }: BookingRequest,
): Promise<Patient> {
  if (patientId !== undefined) return choosePatient(actor, standing, patientId)
  if (standing.patientId !== undefined && !standing.atDesk && reason === undefined) {
    return { id: standing.patientId, byDesk: false }
  }
  const holder = await findHolder(clinic.database, holdId)
  if (!holder) throw noSuchHold()
  const { bookedBy, patientId: whose } = holder
  const own = bookedBy === actorReference(actor)
  if (!own && !(await mayActFor(actor, standing, whose))) throw noSuchHold()
  return { id: whose, byDesk: standing.atDesk && whose !== standing.patientId }
}

/** A foreign hold and an absent one are refused alike. */
export const noSuchHold = () => new Refusal('not-found', {}, 'There is no such hold.')
