import type { ClinicDoctor } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { doctorDocument } from './doctor-document.ts'
import { findActiveDoctors } from './doctor-queries.ts'

export async function listDoctors(clinic: Clinic, actor: Actor): Promise<ClinicDoctor[]> {
  authorise(actor, 'clinic.look-up', clinic)
  const rows = await findActiveDoctors(clinic.database)
  return rows.map(doctorDocument)
}
