import { type PatientProfile, type ProfileEdit, Refusal } from '@polyclinic/contract'
import type { Actor, Standing } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { editPatientRow } from './edit-patient-row.ts'
import { lockPatient } from './patient-queries.ts'
import { profileDocument } from './profile-document.ts'

/**
 * Edits a patient for whoever their data is: themselves, or their guardian.
 * @param seenVersion the version they saw; when it has moved on nothing is written
 * @param permit asked under the patient's lock; throws where they may not
 */
export async function changeProfile(
  control: ControlPlane,
  by: { actor: Actor; standing: Standing },
  patientId: string,
  edit: ProfileEdit,
  seenVersion: number,
  permit?: (tx: Queryable) => Promise<void>,
): Promise<PatientProfile> {
  return control.database.transaction(async (tx) => {
    const row = await lockPatient(tx, patientId)
    await permit?.(tx)
    // a token may outlive its patient by ten minutes
    if (!row) throw new Refusal('patient-unknown', {})
    if (row.version !== seenVersion) {
      const current = profileDocument(row, control.vault)
      throw new Refusal('version-mismatch', { current }, 'It was changed meanwhile.')
    }
    const after = await editPatientRow(tx, control.vault, row, edit)
    const objects = [{ type: 'patient', id: patientId, patientId }]
    await recordAccess(
      control,
      by.actor,
      by.standing,
      { kind: 'write', purpose: 'patient.edit-own', objects },
      tx,
    )
    return profileDocument(after, control.vault)
  })
}
