import { reading, recordAccess } from '../audit/index.ts'
import type { Appointment } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { appointmentDocument } from './appointment-document.ts'
import { findConcerning } from './concerning.ts'

/** One appointment, to whom it concerns; to everybody else it does not exist. */
export async function showAppointment(clinic: Clinic, actor: Actor, id: string): Promise<Appointment> {
  const standing = authorise(actor, 'appointment.read', clinic)
  const row = await findConcerning(clinic, actor, standing, id)
  await recordAccess(clinic, actor, standing, reading('appointment.read', 'appointment', [row.facts]))
  return appointmentDocument(clinic, row.facts, row.wrappedKey)
}
