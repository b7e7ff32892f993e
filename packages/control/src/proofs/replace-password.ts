import type { Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { type AccountRow, setPasswordHash } from '../identity/index.ts'
import { endFeedsOfAccount } from '../feeds/index.ts'
import { askForMail } from '../mail/index.ts'
import { endSessions } from '../sessions/index.ts'
import { endProofsOfAccount } from './proof-queries.ts'

export interface ReplacedPassword {
  readonly account: Pick<AccountRow, 'id' | 'locale'>
  readonly email: string
  readonly passwordHash: string
  /** The session that goes on */
  readonly except?: string | undefined
}

/** Sets it, ends what came before it (sessions, links under way, calendar feeds), and tells the owner. */
export async function replacePassword(
  tx: Queryable,
  vault: Vault,
  { account, email, passwordHash, except }: ReplacedPassword,
): Promise<void> {
  await setPasswordHash(tx, account.id, passwordHash)
  await endProofsOfAccount(tx, account.id)
  await endSessions(tx, account.id, { by: 'password', except })
  await endFeedsOfAccount(tx, account.id)
  const told = { accountId: account.id, to: email, locale: account.locale ?? undefined, facts: {} }
  await askForMail(tx, vault, { ...told, kind: 'password-changed' })
}
