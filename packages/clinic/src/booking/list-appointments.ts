import { type Appointment, type AppointmentStatus, pageOf, Refusal } from '@polyclinic/contract'
import { type Actor, authorise, type Standing } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { decodeTimeCursor } from '../time-cursor.ts'
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
  const after = decodeTimeCursor(search.cursor)
  const rows = await findAppointments(clinic.database, { ...search, ...whoseOf(standing), after })
  return pageOf(
    rows,
    search.limit,
    (row) => appointmentDocument(clinic, row.facts, row.wrappedKey),
    (row) => [row.facts.startsAt, row.facts.id],
  )
}

function whoseOf({ atDesk, doctorId, patientId }: Standing): { doctorId?: string; patientId?: string } {
  if (atDesk) return {}
  if (doctorId) return { doctorId }
  if (patientId) return { patientId }
  // a doctor's membership that names no doctor: without a filter it would see everybody's
  throw new Refusal('not-allowed', {})
}
