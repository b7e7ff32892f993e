import { type Appointment, Refusal } from '@polyclinic/contract'
import { type Actor, authorise, type Standing } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { appointmentDocument } from './appointment-document.ts'
import { type AppointmentRow, findAppointment } from './booking-queries.ts'

/** One appointment, to whom it concerns; to everybody else it does not exist. */
export async function showAppointment(clinic: Clinic, actor: Actor, id: string): Promise<Appointment> {
  const standing = authorise(actor, 'appointment.read', clinic)
  const row = await findConcerning(clinic, standing, id)
  return appointmentDocument(clinic, row.facts, row.wrappedKey)
}

/** A foreign appointment and an absent one are refused alike. */
export async function findConcerning(
  clinic: Clinic,
  standing: Standing,
  id: string,
): Promise<AppointmentRow> {
  const row = await findAppointment(clinic.database, id)
  if (!row || !concerns(standing, row)) throw new Refusal('not-found', {}, 'There is no such appointment.')
  return row
}

function concerns(standing: Standing, { facts }: AppointmentRow): boolean {
  return (
    standing.atDesk ||
    (standing.patientId !== undefined && facts.patientId === standing.patientId) ||
    (standing.doctorId !== undefined && facts.doctorId === standing.doctorId)
  )
}
