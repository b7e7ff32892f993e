import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { endSessions } from './end-sessions.ts'
import type { EndedSessions } from './ended-sessions.ts'
import { hashOfToken } from './refresh-secret.ts'
import { lockSessionOf } from './session-queries.ts'

/**
 * Ends the session of a refresh token, used or not; without one that of the access token. A token of nobody ends
 * nothing, and is answered alike.
 */
export async function logOut(
  control: ControlPlane,
  ended: EndedSessions,
  actor: Actor,
  refreshToken: string | undefined,
): Promise<void> {
  authorise(actor, 'session.refresh')
  if (refreshToken === undefined && actor.kind !== 'account') throw new Refusal('not-signed-in', {})
  const ids = await control.database.transaction(async (tx) => {
    const found = refreshToken === undefined ? undefined : await lockSessionOf(tx, hashOfToken(refreshToken))
    if (found) return endSessions(tx, found.accountId, { only: found.id, by: 'logout' })
    if (refreshToken !== undefined || actor.kind !== 'account' || !actor.sessionId) return []
    return endSessions(tx, actor.accountId, { only: actor.sessionId, by: 'logout' })
  })
  ended.add(ids)
}
