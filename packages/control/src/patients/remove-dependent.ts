import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteGuardian } from './guardian-queries.ts'
import { ownPatient } from './own-patient.ts'

/**
 * Ends the actor's acting for that patient; the patient stays, and what is booked for them. Somebody else's dependent
 * and one that is not there are refused alike.
 */
export async function removeDependent(
  control: ControlPlane,
  actor: Actor,
  dependentId: string,
): Promise<void> {
  const guardianId = ownPatient(authorise(actor, 'dependent.manage'))
  if (await deleteGuardian(control.database, { guardianId, dependentId })) return
  throw new Refusal('not-found', {}, 'There is no such dependent.')
}
