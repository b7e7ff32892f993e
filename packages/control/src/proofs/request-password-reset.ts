import type { AddressForm } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { noteEmailRequest } from './note-email-request.ts'

/** Has a link mailed to choose a new password with, if the address has an account. */
export async function requestPasswordReset(
  control: ControlPlane,
  actor: Actor,
  form: AddressForm,
): Promise<void> {
  authorise(actor, 'account.sign-in')
  await noteEmailRequest(control, 'reset-password', form)
}
