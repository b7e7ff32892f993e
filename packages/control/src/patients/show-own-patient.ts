import { type PatientProfile, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { ownPatient } from './own-patient.ts'
import { findPatient } from './patient-queries.ts'
import { profileDocument } from './profile-document.ts'

/** The patient that the actor is. */
export async function showOwnPatient(control: ControlPlane, actor: Actor): Promise<PatientProfile> {
  const standing = authorise(actor, 'patient.edit-own')
  const patientId = ownPatient(standing)
  const row = await findPatient(control.database, patientId)
  if (!row) throw new Refusal('patient-unknown', {})
  const objects = [{ type: 'patient', id: patientId, patientId }]
  await recordAccess(control, actor, standing, { kind: 'read', purpose: 'patient.edit-own', objects })
  return profileDocument(row, control.vault)
}
