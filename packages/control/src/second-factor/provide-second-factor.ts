import { Refusal, type SecondFactorAnswer, type SessionTokens } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findAccount } from '../identity/account-queries.ts'
import { openFor } from '../identity/begin-session.ts'
import type { TokenIssuer } from '../identity/token-issuer.ts'
import type { TokenVerifier } from '../identity/token-verifier.ts'
import { proveSecondFactor } from './prove-second-factor.ts'
import { lockSecondFactor } from './second-factor-queries.ts'

export interface Tokens {
  readonly tokens: TokenIssuer
  readonly verifier: TokenVerifier
}

/**
 * The second step of signing in: opens the session that the first one was refused for want of this proof.
 * @throws Refusal not-signed-in where the challenge does not hold, code-refused
 */
export async function provideSecondFactor(
  control: ControlPlane,
  { tokens, verifier }: Tokens,
  actor: Actor,
  { challenge, ...proof }: Omit<SecondFactorAnswer, 'refresh'>,
  device?: string,
  at: Date = new Date(),
): Promise<SessionTokens> {
  authorise(actor, 'second-factor.provide')
  const { accountId, method } = await verifier.verifyChallenge(challenge)
  const account = await control.database.transaction(async (tx) => {
    const account = await findAccount(tx, accountId)
    const factor = await lockSecondFactor(tx, accountId)
    if (account?.state !== 'active' || !factor?.sealedSecret) throw new Refusal('not-signed-in', {})
    await proveSecondFactor(tx, control, account, factor, proof, at)
    return account
  })
  return openFor(control, tokens, account, { method, device, secondFactor: true })
}
