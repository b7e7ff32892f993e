import { recordAccess } from '../audit/index.ts'
import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteGuardian } from './guardian-queries.ts'
import { ownPatient } from './own-patient.ts'
import { queueCardRefresh } from './queue-card-refresh.ts'

/**
 * Ends the actor's acting for that patient; the patient stays, and what is booked for them, while the guardian's contact
 * goes from the clinics' cards. Somebody else's dependent and one that is not there are refused alike.
 */
export async function removeDependent(
  control: ControlPlane,
  actor: Actor,
  dependentId: string,
): Promise<void> {
  const standing = authorise(actor, 'dependent.manage')
  const guardianId = ownPatient(standing)
  await control.database.transaction(async (tx) => {
    if (!(await deleteGuardian(tx, { guardianId, dependentId }))) throw noSuchDependent()
    await queueCardRefresh(tx, dependentId)
    const objects = [{ type: 'patient', id: dependentId, patientId: dependentId }]
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'dependent.manage', objects }, tx)
  })
}

export const noSuchDependent = () => new Refusal('not-found', {}, 'There is no such dependent.')
