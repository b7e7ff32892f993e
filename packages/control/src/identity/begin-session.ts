import { Refusal, type SessionTokens } from '@polyclinic/contract'
import type { ControlPlane } from '../control-plane.ts'
import { openSession } from '../sessions/open-session.ts'
import type { AccountRow } from './account-queries.ts'
import { issueAccess } from './issue-access.ts'
import type { SignInMethod, TokenIssuer } from './token-issuer.ts'

export interface HowSignedIn {
  readonly method: SignInMethod
  /** The program and the coarse address, for the account's owner to recognise */
  readonly device?: string | undefined
}

/**
 * Signs somebody in who has shown who they are, whichever way they did.
 * @throws Refusal second-factor-required, with the challenge to answer, for an account that has set one up
 */
export async function beginSession(
  control: ControlPlane,
  tokens: TokenIssuer,
  account: AccountRow,
  how: HowSignedIn,
): Promise<SessionTokens> {
  if (!account.hasSecondFactor) return openFor(control, tokens, account, { ...how, secondFactor: false })
  const challenge = await tokens.issueChallenge({ accountId: account.id, method: how.method })
  throw new Refusal('second-factor-required', { challenge })
}

/** Opens a session whose proofs are complete. */
export async function openFor(
  control: ControlPlane,
  tokens: TokenIssuer,
  account: AccountRow,
  how: HowSignedIn & { readonly secondFactor: boolean },
): Promise<SessionTokens> {
  const { vault, database } = control
  const own = vault.unwrap(account.wrappedKey, account.id)
  const { id, refreshToken } = await database.transaction((tx) =>
    openSession(tx, own, { ...how, accountId: account.id }, new Date()),
  )
  return { ...(await issueAccess(control, tokens, account, { ...how, id })), refreshToken }
}
