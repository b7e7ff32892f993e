import { type Credentials, Refusal, type SessionTokens } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findAccountByEmail } from './account-queries.ts'
import { beginSession } from './begin-session.ts'
import { verifyPassword } from './hash-password.ts'
import type { TokenIssuer } from './token-issuer.ts'

/** Gives a token for ten minutes, or refuses in the same words and time whatever was wrong. */
export async function signIn(
  control: ControlPlane,
  tokens: TokenIssuer,
  actor: Actor,
  credentials: Pick<Credentials, 'email' | 'password'>,
  device?: string,
): Promise<SessionTokens> {
  authorise(actor, 'account.sign-in')
  const account = await findAccountByEmail(
    control.database,
    control.vault.blindIndex('email', credentials.email),
  )
  const matches = await verifyPassword(account?.passwordHash ?? undefined, credentials.password)
  if (!matches || account?.state !== 'active') throw new Refusal('sign-in-refused', {})
  return beginSession(control, tokens, account, { method: 'password', device })
}
