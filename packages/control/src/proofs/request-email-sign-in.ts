import type { AddressForm } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { noteEmailRequest } from './note-email-request.ts'

/** Has a link and a code mailed to sign in with, if the address has an account. */
export async function requestEmailSignIn(
  control: ControlPlane,
  actor: Actor,
  form: AddressForm,
): Promise<void> {
  authorise(actor, 'account.sign-in')
  await noteEmailRequest(control, 'sign-in', form)
}
