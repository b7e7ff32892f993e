import { Refusal } from '@polyclinic/contract'
import type { PatientCard } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { knows, recordClinic } from './patient-clinic-queries.ts'
import { readCard } from './read-card.ts'

/**
 * What a clinic is given of a patient on their first booking: name and contact under the patient's own key, sealed for
 * the clinic's table. That the clinic knows them is recorded first, so that one that holds a card is always on record.
 * @throws Refusal patient-unknown for an erased patient: a token may outlive them by ten minutes
 */
export async function introducePatient(
  control: ControlPlane,
  patientId: string,
  clinicId: string,
): Promise<PatientCard> {
  const { database } = control
  // of several introductions at once all but one find it on record only the second time
  const onRecord =
    (await knows(database, clinicId, patientId)) ||
    (await recordClinic(database, patientId, clinicId)) ||
    (await knows(database, clinicId, patientId))
  const card = onRecord ? await readCard(control, patientId) : undefined
  if (!card) throw new Refusal('patient-unknown', {})
  return card
}
