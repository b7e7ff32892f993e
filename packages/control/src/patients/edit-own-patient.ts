import type { PatientProfile, ProfileEdit } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { changeProfile } from './change-profile.ts'
import { ownPatient } from './own-patient.ts'

/** Changes what the actor says of themselves; every clinic that knows them hears of it. */
export async function editOwnPatient(
  control: ControlPlane,
  actor: Actor,
  edit: ProfileEdit,
  seenVersion: number,
): Promise<PatientProfile> {
  const standing = authorise(actor, 'patient.edit-own')
  return changeProfile(control, { actor, standing }, ownPatient(standing), edit, seenVersion)
}
