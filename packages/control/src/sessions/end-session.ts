import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { endSessions } from './end-sessions.ts'
import type { EndedSessions } from './ended-sessions.ts'
import { ownAccount } from './own-account.ts'

/** Signs the account out of one of its sessions. Somebody else's and one that is not there are refused alike. */
export async function endSession(
  control: ControlPlane,
  ended: EndedSessions,
  actor: Actor,
  sessionId: string,
): Promise<void> {
  authorise(actor, 'session.manage')
  const { accountId } = ownAccount(actor)
  const ids = await endSessions(control.database, accountId, { only: sessionId, by: 'owner' })
  if (ids.length === 0) throw new Refusal('not-found', {}, 'There is no such session.')
  ended.add(ids)
}
