import type { Registration } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { addAccount } from './add-account.ts'

/**
 * Registers somebody as a patient with an account. What it does for an address that has an account already cannot be
 * told from outside: nothing, in the same time.
 */
export async function registerPatient(
  control: ControlPlane,
  actor: Actor,
  form: Registration,
): Promise<void> {
  authorise(actor, 'account.register')
  const { email, password, ...person } = form
  await addAccount(control, { email, password, patient: { ...person, email } })
}
