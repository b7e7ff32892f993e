import { type ClinicDoctor, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { findActiveDoctors } from './doctor-queries.ts'
import { doctorDocument } from './doctor-document.ts'

/** One of the active doctors; any other is not there. */
export async function showDoctor(clinic: Clinic, actor: Actor, id: string): Promise<ClinicDoctor> {
  authorise(actor, 'clinic.look-up', clinic)
  const [row] = await findActiveDoctors(clinic.database, id)
  if (!row) throw new Refusal('not-found', {}, 'There is no such doctor.')
  return doctorDocument(row)
}
