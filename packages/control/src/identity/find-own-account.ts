import { Refusal } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { type AccountRow, findAccount } from './account-queries.ts'
import { accountEmailPlace } from './add-account.ts'

/** The account that asks, with its address opened. @throws Refusal not-signed-in where it is gone or disabled */
export async function findOwnAccount(
  control: ControlPlane,
  actor: Actor,
): Promise<AccountRow & { readonly email: string }> {
  const account = actor.kind === 'account' ? await findAccount(control.database, actor.accountId) : undefined
  if (account?.state !== 'active') throw new Refusal('not-signed-in', {})
  const own = control.vault.unwrap(account.wrappedKey, account.id)
  return { ...account, email: own.open(account.sealedEmail, accountEmailPlace) }
}
