import type { Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { askForMail, type MailFacts, type MailKind } from '../mail/index.ts'
import type { AccountRow } from './account-queries.ts'
import { accountEmailPlace } from './add-account.ts'

/** Writes to the owner of an account, in their language where it is known; the mail follows from the transaction. */
export async function tellOwner<K extends MailKind>(
  tx: Queryable,
  vault: Vault,
  account: Pick<AccountRow, 'id' | 'wrappedKey' | 'sealedEmail' | 'locale'>,
  kind: K,
  facts: MailFacts[K],
): Promise<void> {
  const to = vault.unwrap(account.wrappedKey, account.id).open(account.sealedEmail, accountEmailPlace)
  const locale = account.locale ?? undefined
  await askForMail(tx, vault, { kind, to, locale, facts, accountId: account.id })
}
