import type { PatientProfile } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { isGuardian } from './guardian-queries.ts'
import { ownPatient } from './own-patient.ts'
import { findPatient } from './patient-queries.ts'
import { profileDocument } from './profile-document.ts'
import { noSuchDependent } from './remove-dependent.ts'

/** One of the patients whom the actor acts for. Somebody else's and one that is not there are refused alike. */
export async function showDependent(
  control: ControlPlane,
  actor: Actor,
  dependentId: string,
): Promise<PatientProfile> {
  const standing = authorise(actor, 'patient.edit-own')
  const link = { guardianId: ownPatient(standing), dependentId }
  const row = (await isGuardian(control.database, link))
    ? await findPatient(control.database, dependentId)
    : undefined
  if (!row) throw noSuchDependent()
  const objects = [{ type: 'patient', id: dependentId, patientId: dependentId }]
  await recordAccess(control, actor, standing, { kind: 'read', purpose: 'patient.edit-own', objects })
  return profileDocument(row, control.vault)
}
