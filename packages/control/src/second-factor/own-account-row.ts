import { Refusal } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { type AccountRow, findAccount } from '../identity/account-queries.ts'
import { ownAccount } from '../sessions/own-account.ts'

/** The row of the account that asks. */
export async function ownAccountRow(db: Queryable, actor: Actor): Promise<AccountRow> {
  const account = await findAccount(db, ownAccount(actor).accountId)
  if (account?.state !== 'active') throw new Refusal('not-signed-in', {})
  return account
}
