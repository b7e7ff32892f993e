import { type Feed, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { findAccount } from '../identity/account-queries.ts'
import { ownAccount } from '../sessions/own-account.ts'
import { feedDocument } from './feed-document.ts'
import { findFeeds } from './feed-queries.ts'

/** The calendars that the account has made, for its owner; never their addresses. */
export async function listFeeds(control: ControlPlane, actor: Actor): Promise<Feed[]> {
  const standing = authorise(actor, 'feed.manage')
  const { accountId } = ownAccount(actor)
  const account = await findAccount(control.database, accountId)
  if (!account) throw new Refusal('not-signed-in', {})
  const own = control.vault.unwrap(account.wrappedKey, accountId)
  const rows = await findFeeds(control.database, accountId)
  const objects = rows.flatMap(({ id, patientIds }) =>
    patientIds.map((patientId) => ({ type: 'calendar-feed', id, patientId })),
  )
  await recordAccess(control, actor, standing, { kind: 'read', purpose: 'feed.manage', objects })
  return rows.map((row) => feedDocument(row, own))
}
