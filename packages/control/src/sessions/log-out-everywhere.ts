import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { endSessions } from './end-sessions.ts'
import type { EndedSessions } from './ended-sessions.ts'
import { ownAccount } from './own-account.ts'

/** Ends every session of the account, the one that asks too. */
export async function logOutEverywhere(
  control: ControlPlane,
  ended: EndedSessions,
  actor: Actor,
): Promise<void> {
  authorise(actor, 'session.manage')
  ended.add(await endSessions(control.database, ownAccount(actor).accountId, { by: 'owner' }))
}
