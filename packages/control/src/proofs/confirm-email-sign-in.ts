import { Refusal, type SessionTokens } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { beginSession, findAccount, type TokenIssuer } from '../identity/index.ts'
import { methodOf } from './confirm-registration.ts'
import { findProof, type Shown, takeProof } from './find-proof.ts'

/**
 * Signs in whoever brings the link or the code that was mailed. A second factor is asked for as ever.
 * @throws Refusal proof-refused, proof-used, second-factor-required
 */
export async function confirmEmailSignIn(
  control: ControlPlane,
  tokens: TokenIssuer,
  actor: Actor,
  shown: Shown,
  device?: string,
): Promise<SessionTokens> {
  authorise(actor, 'account.prove-address')
  const proof = await findProof(control, 'sign-in', shown)
  const account = proof.accountId ? await findAccount(control.database, proof.accountId) : undefined
  if (account?.state !== 'active') throw new Refusal('proof-refused', {})
  await takeProof(control.database, proof)
  return beginSession(control, tokens, account, { method: methodOf(shown), device })
}
