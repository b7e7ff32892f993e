import type { PatientProfile, ProfileEdit } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { changeProfile } from './change-profile.ts'
import { isGuardian } from './guardian-queries.ts'
import { ownPatient } from './own-patient.ts'
import { noSuchDependent } from './remove-dependent.ts'

/** Changes what a guardian says of their dependent. Somebody else's and one that is not there are refused alike. */
export async function editDependent(
  control: ControlPlane,
  actor: Actor,
  dependentId: string,
  edit: ProfileEdit,
  seenVersion: number,
): Promise<PatientProfile> {
  const standing = authorise(actor, 'patient.edit-own')
  const link = { guardianId: ownPatient(standing), dependentId }
  return changeProfile(control, { actor, standing }, dependentId, edit, seenVersion, async (tx) => {
    if (!(await isGuardian(tx, link))) throw noSuchDependent()
  })
}
