import type { PatientCard } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { knows, recordClinic } from './patient-clinic-queries.ts'
import { readCard } from './read-card.ts'

/**
 * A patient's card for that clinic, for whoever has authorised. That the clinic knows them is recorded first, so that one
 * that holds a card is always on record.
 * @returns undefined for an erased patient
 */
export async function issueCard(
  control: ControlPlane,
  patientId: string,
  clinicId: string,
): Promise<PatientCard | undefined> {
  return (await putOnRecord(control, patientId, clinicId)) ? readCard(control, patientId) : undefined
}

/** @returns false for an erased or merged patient whom the clinic did not know */
export async function putOnRecord(
  { database }: ControlPlane,
  patientId: string,
  clinicId: string,
): Promise<boolean> {
  // of several introductions at once all but one find it on record only the second time
  return (await recordClinic(database, patientId, clinicId)) || (await knows(database, clinicId, patientId))
}
