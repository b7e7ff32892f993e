import { Refusal, type SessionTokens } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import type { EndedSessions } from '../sessions/ended-sessions.ts'
import { type Rotation, rotateRefreshToken } from '../sessions/rotate-refresh-token.ts'
import { findAccount } from './account-queries.ts'
import { issueAccess } from './issue-access.ts'
import { tellOwner } from './tell-owner.ts'
import type { TokenIssuer } from './token-issuer.ts'

export interface Refreshing {
  readonly tokens: TokenIssuer
  readonly ended: EndedSessions
}

/**
 * Prolongs a session by ten minutes, with the roles and dependents of now, and gives the next refresh token. A token
 * that comes again when its reply was surely received ends the whole session, and its owner is told.
 */
export async function refreshSession(
  control: ControlPlane,
  { tokens, ended }: Refreshing,
  actor: Actor,
  refreshToken: string,
  at: Date = new Date(),
): Promise<SessionTokens> {
  authorise(actor, 'session.refresh')
  const rotation = await control.database.transaction(async (tx) => {
    const rotation = await rotateRefreshToken(tx, control.vault, refreshToken, at)
    if (rotation.outcome === 'used-again') await endStolen(control, tx, rotation)
    return rotation
  })
  if (rotation.outcome === 'used-again') ended.add([rotation.session.id])
  if (rotation.outcome !== 'rotated') throw new Refusal('not-signed-in', {})
  const account = await findAccount(control.database, rotation.session.accountId)
  if (account?.state !== 'active') throw new Refusal('not-signed-in', {})
  const access = await issueAccess(control, tokens, account, rotation.session)
  return { ...access, refreshToken: rotation.successor }
}

async function endStolen(
  control: ControlPlane,
  tx: Queryable,
  { session }: Extract<Rotation, { outcome: 'used-again' }>,
): Promise<void> {
  await endSessions(tx, session.accountId, { only: session.id, by: 're-use' })
  const account = await findAccount(tx, session.accountId)
  if (account) await tellOwner(tx, control.vault, account, 'session-ended', {})
}
