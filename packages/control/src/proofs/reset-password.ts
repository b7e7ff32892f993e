import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { accountEmailPlace, findAccount, hashPassword, requireGoodPassword } from '../identity/index.ts'
import { findProof, takeProof } from './find-proof.ts'
import { replacePassword } from './replace-password.ts'

/**
 * Sets a new password for who brings the link that was mailed, and ends all sessions. Nobody is signed in by it: the
 * second factor stays asked for.
 * @throws Refusal proof-refused, proof-used; invalid-request for a password that is guessed early, which leaves the
 * link good
 */
export async function resetPassword(
  control: ControlPlane,
  actor: Actor,
  { token, password }: { token: string; password: string },
): Promise<void> {
  authorise(actor, 'account.prove-address')
  const proof = await findProof(control, 'reset-password', { token })
  const account = proof.accountId ? await findAccount(control.database, proof.accountId) : undefined
  if (account?.state !== 'active') throw new Refusal('proof-refused', {})
  const email = control.vault
    .unwrap(account.wrappedKey, account.id)
    .open(account.sealedEmail, accountEmailPlace)
  await requireGoodPassword(password, [email])
  const passwordHash = await hashPassword(password)
  await control.database.transaction(async (tx) => {
    await takeProof(tx, proof)
    await replacePassword(tx, control.vault, { account, email, passwordHash })
  })
}
