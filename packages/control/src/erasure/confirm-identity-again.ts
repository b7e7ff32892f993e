import { Refusal } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findAccount, verifyPassword } from '../identity/index.ts'
import { findSession } from '../sessions/index.ts'

const freshMilliseconds = 300_000

/**
 * What cannot be taken back needs more than a token: the password, or for an account without one a sign-in of the last
 * five minutes.
 * @throws Refusal not-allowed in the same words whatever was wrong
 */
export async function confirmIdentityAgain(
  control: ControlPlane,
  actor: Actor,
  password: string | undefined,
  now: number,
): Promise<void> {
  const account = actor.kind === 'account' ? await findAccount(control.database, actor.accountId) : undefined
  if (actor.kind !== 'account' || account?.state !== 'active') throw new Refusal('not-signed-in', {})
  const hash = account.passwordHash as string | null
  const confirmed =
    hash === null
      ? await hasJustSignedIn(control, actor.sessionId, now)
      : await verifyPassword(hash, password ?? '')
  if (!confirmed) throw new Refusal('not-allowed', {})
}

/** By the session's beginning: a token's own time is renewed with each refresh. */
async function hasJustSignedIn(
  control: ControlPlane,
  sessionId: string | undefined,
  now: number,
): Promise<boolean> {
  const session = sessionId ? await findSession(control.database, sessionId) : undefined
  return session !== undefined && now - session.createdAt.getTime() <= freshMilliseconds
}
