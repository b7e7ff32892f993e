import { Refusal } from '@polyclinic/contract'
import { type Actor, actorReference, mayActFor, type Standing } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { type AppointmentRow, findAppointment } from './appointment-queries.ts'
import type { Acting } from './change-queries.ts'

/** An appointment that concerns the actor. A foreign one and an absent one are refused alike. */
export async function findConcerning(
  clinic: Clinic,
  actor: Actor,
  standing: Standing,
  id: string,
): Promise<AppointmentRow> {
  const row = await findAppointment(clinic.database, id)
  if (!row || !(await concerns(actor, standing, row))) throw noSuchAppointment()
  return row
}

export const noSuchAppointment = () => new Refusal('not-found', {}, 'There is no such appointment.')

async function concerns(actor: Actor, standing: Standing, { facts }: AppointmentRow): Promise<boolean> {
  if (actor.kind === 'link') return actor.appointmentId === facts.id && actor.patientId === facts.patientId
  if (standing.atDesk) return true
  if (standing.doctorId !== undefined && facts.doctorId === standing.doctorId) return true
  return mayActFor(actor, standing, facts.patientId)
}

/** How the actor's deed goes into the history: the desk's, or the patient's (a guardian's too). */
export const actingOf = (actor: Actor, { atDesk, doctorId }: Standing): Acting => ({
  acting: actorReference(actor),
  actingAs: atDesk || doctorId !== undefined ? 'desk' : 'patient',
})
