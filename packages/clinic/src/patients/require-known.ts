import type { EntityManager } from '@mikro-orm/postgresql'
import { Refusal } from '@polyclinic/contract'
import { KnownPatient } from '../entities/index.ts'

/** @throws Refusal patient-unknown in the same words for whom only others know, and for nobody */
export async function requireKnown(work: EntityManager, patientId: string): Promise<KnownPatient> {
  const patient = await work.findOne(KnownPatient, { patientId })
  if (!patient) throw new Refusal('patient-unknown', {})
  return patient
}
