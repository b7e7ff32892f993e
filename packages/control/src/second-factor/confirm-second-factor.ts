import { Refusal, type SessionTokens } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { issueAccess } from '../identity/issue-access.ts'
import { tellOwner } from '../identity/tell-owner.ts'
import type { TokenIssuer } from '../identity/token-issuer.ts'
import { ownAccount } from '../sessions/own-account.ts'
import { findSession, markSecondFactor } from '../sessions/session-queries.ts'
import { stepOf } from './one-time-code.ts'
import { ownAccountRow } from './own-account-row.ts'
import { secretPlace } from './prove-second-factor.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import { confirmOffer, lockSecondFactor } from './second-factor-queries.ts'

export type SecondFactorConfirmed = SessionTokens & { recoveryCodes: string[] }

/** Makes what was offered count, by its first code. The session that asks has shown it with that. */
export async function confirmSecondFactor(
  control: ControlPlane,
  tokens: TokenIssuer,
  actor: Actor,
  code: string,
  at: Date = new Date(),
): Promise<SecondFactorConfirmed> {
  authorise(actor, 'second-factor.manage')
  const { database, vault } = control
  const { sessionId } = ownAccount(actor)
  const { account, recoveryCodes } = await database.transaction(async (tx) => {
    const account = await ownAccountRow(tx, actor)
    const offer = (await lockSecondFactor(tx, account.id))?.sealedOffer
    if (!offer) throw new Refusal('transition-not-allowed', { state: 'not begun' })
    const secret = vault.unwrap(account.wrappedKey, account.id).open(offer, secretPlace)
    const step = stepOf(secret, code, at)
    if (step === undefined) throw new Refusal('code-refused', {})
    await confirmOffer(tx, account.id, step)
    if (sessionId) await markSecondFactor(tx, sessionId)
    const recoveryCodes = await makeRecoveryCodes(tx, vault, account.id)
    await tellOwner(tx, vault, account, 'second-factor-changed', { change: 'added' })
    return { account, recoveryCodes }
  })
  const session = sessionId ? await findSession(database, sessionId) : undefined
  const inSession = { id: session?.id, method: session?.method, secondFactor: true }
  return { ...(await issueAccess(control, tokens, account, inSession)), recoveryCodes }
}
