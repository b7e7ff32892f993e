import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findGuardians, ownPatient } from '../patients/index.ts'
import { confirmIdentityAgain } from './confirm-identity-again.ts'
import { type ErasureMade, type ErasureMeans, erasePatientOf } from './erase-patient-of.ts'
import { findAccountOfPatient } from './erasure-queries.ts'

/**
 * Erases somebody whom the actor alone acts for. A dependent with a login, or with another guardian, is not the actor's
 * to erase; somebody else's and one that is not there are refused alike.
 */
export async function eraseDependent(
  control: ControlPlane,
  actor: Actor,
  dependentId: string,
  form: { password?: string | undefined },
  means: ErasureMeans,
): Promise<ErasureMade> {
  const standing = authorise(actor, 'patient.erase-own')
  const guardianId = ownPatient(standing)
  await confirmIdentityAgain(control, actor, form.password, means.now())
  const whose = { actor, standing, patientId: dependentId }
  const none = () => new Refusal('not-found', {}, 'There is no such dependent.')
  if (!(await findGuardians(control.database, dependentId)).includes(guardianId)) throw none()
  return erasePatientOf(control, whose, means, async (tx) => {
    const guardians = await findGuardians(tx, dependentId)
    if (!guardians.includes(guardianId)) throw none()
    if (guardians.length > 1) {
      const detail = 'Somebody else acts for them too: they are to end that first.'
      throw new Refusal('outside-policy', { rule: 'only-guardian', limit: 1 }, detail)
    }
    if (await findAccountOfPatient(tx, dependentId)) {
      const detail = 'They sign in themselves: their erasure is theirs to ask for.'
      throw new Refusal('outside-policy', { rule: 'own-login', limit: 0 }, detail)
    }
  })
}
