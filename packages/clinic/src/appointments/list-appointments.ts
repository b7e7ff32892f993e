import { reading, recordAccess } from '../audit/index.ts'
import { type Appointment, type AppointmentStatus, pageOf, Refusal } from '@polyclinic/contract'
import { type Actor, authorise, mayActFor, type Standing } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { decodeTimeCursor } from '../time-cursor.ts'
import { appointmentDocument } from './appointment-document.ts'
import { findAppointments } from './appointment-queries.ts'
import { writtenReference } from './written-reference.ts'

export interface AppointmentSearch {
  /** Days of the clinic's calendar, both included */
  from?: string | undefined
  to?: string | undefined
  status?: AppointmentStatus | undefined
  /** As somebody says it */
  reference?: string | undefined
  /** Whose: for the desk, and for guardians of that patient */
  patient?: string | undefined
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
  const whose = await whoseOf(actor, standing, search.patient)
  const { from, to, status, limit } = search
  const rows = await findAppointments(clinic.database, {
    ...whose,
    from,
    to,
    status,
    limit,
    reference: search.reference === undefined ? undefined : writtenReference(search.reference),
    after: decodeTimeCursor(search.cursor),
  })
  const shown = rows.slice(0, limit).map(({ facts }) => facts)
  await recordAccess(clinic, actor, standing, reading('appointment.list', 'appointment', shown))
  return pageOf(
    rows,
    limit,
    (row) => appointmentDocument(clinic, row.facts, row.wrappedKey),
    (row) => [row.facts.startsAt, row.facts.id],
  )
}

async function whoseOf(
  actor: Actor,
  standing: Standing,
  patient: string | undefined,
): Promise<{ doctorId?: string; patientId?: string | undefined }> {
  const { atDesk, doctorId, patientId } = standing
  if (atDesk) return { patientId: patient }
  if (patient !== undefined && (await mayActFor(actor, standing, patient))) return { patientId: patient }
  if (doctorId) return { doctorId, patientId: patient }
  if (patientId && patient === undefined) return { patientId }
  // a doctor's membership that names no doctor: without a filter it would see everybody's
  throw new Refusal('not-allowed', {})
}
