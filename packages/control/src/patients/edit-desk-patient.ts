import { type DeskEdit, Refusal } from '@polyclinic/contract'
import { type Actor, authorise, type PatientCard } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { proposeMerges } from '../merging/index.ts'
import { editPatientRow } from './edit-patient-row.ts'
import { knows } from './patient-clinic-queries.ts'
import { findOwners, lockPatient } from './patient-queries.ts'
import { readCard } from './read-card.ts'

/**
 * The desk changes what is said of a patient whom nobody else looks after, and gets their card as it is then.
 * @throws Refusal patients-own-data for one with an account or a guardian
 */
export async function editDeskPatient(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  patientId: string,
  edit: DeskEdit,
): Promise<PatientCard> {
  const standing = authorise(actor, 'patient.edit-known', clinic)
  return control.database.transaction(async (tx) => {
    const row = await lockPatient(tx, patientId)
    if (!row || !(await knows(tx, clinic.id, patientId))) throw new Refusal('patient-unknown', {})
    const { hasAccount, hasGuardian } = await findOwners(tx, patientId)
    if (hasAccount || hasGuardian) throw new Refusal('patients-own-data', {})
    await editPatientRow(tx, control.vault, row, edit)
    await proposeMerges(tx, patientId)
    const objects = [{ type: 'patient', id: patientId, patientId }]
    await recordAccess(
      control,
      actor,
      standing,
      { kind: 'write', purpose: 'patient.edit-known', objects },
      tx,
    )
    const card = await readCard(control, patientId, tx)
    if (!card) throw new Refusal('patient-unknown', {})
    return card
  })
}
