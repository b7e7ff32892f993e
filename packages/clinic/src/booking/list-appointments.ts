import { type Appointment, type AppointmentStatus, decodeCursor, pageOf } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { appointmentDocument } from './appointment-document.ts'
import { findAppointments } from './booking-queries.ts'

export interface AppointmentSearch {
  /** Days of the clinic's calendar, both included */
  from?: string | undefined
  to?: string | undefined
  status?: AppointmentStatus | undefined
  limit: number
  cursor?: string | undefined
}

/** All appointments for the desk, their own for a doctor, their own for a patient; earliest first. */
export async function listAppointments(
  clinic: Clinic,
  actor: Actor,
  search: AppointmentSearch,
): Promise<{ items: Appointment[]; next?: string }> {
  const standing = authorise(actor, 'appointment.list', clinic)
  const after = decodeCursor(search.cursor, 2)
  const whose = standing.atDesk
    ? {}
    : standing.doctorId
      ? { doctorId: standing.doctorId }
      : { patientId: standing.patientId }
  const rows = await findAppointments(clinic.database, { ...search, ...whose, after })
  return pageOf(
    rows,
    search.limit,
    (row) => appointmentDocument(clinic, row.facts, row.wrappedKey),
    (row) => [row.facts.startsAt, row.facts.id],
  )
}
