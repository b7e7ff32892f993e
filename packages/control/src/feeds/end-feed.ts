import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { ownAccount } from '../sessions/own-account.ts'
import { deleteFeed } from './feed-queries.ts'

/** Ends a calendar of one's own. Somebody else's and one that is not there are refused alike. */
export async function endFeed(control: ControlPlane, actor: Actor, feedId: string): Promise<void> {
  const standing = authorise(actor, 'feed.manage')
  const { accountId } = ownAccount(actor)
  await control.database.transaction(async (tx) => {
    const patientIds = await deleteFeed(tx, { id: feedId, accountId })
    if (!patientIds) throw new Refusal('not-found', {}, 'There is no such calendar.')
    const objects = patientIds.map((patientId) => ({ type: 'calendar-feed', id: feedId, patientId }))
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'feed.manage', objects }, tx)
  })
}
