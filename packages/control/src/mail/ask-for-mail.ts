import type { Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import { enqueueJobs } from '../queue/index.ts'
import { insertMail } from './mail-queries.ts'
import { type MailContents, mailContentsPlace, type MailKind } from './mail.ts'

export interface WantedMail<K extends MailKind> extends MailContents<K> {
  readonly kind: K
  /** Whose it is: it goes with them */
  readonly accountId?: string | undefined
}

/**
 * Notes a mail to be sent once the transaction commits. Recipient and contents are sealed under a key of their own,
 * which is destroyed when the mail is sent; its job knows its id only.
 * @param tx what the mail follows from is written in it
 */
export async function askForMail<K extends MailKind>(
  tx: Queryable,
  vault: Vault,
  { kind, accountId, to, locale, facts }: WantedMail<K>,
): Promise<void> {
  const id = newId()
  const wrappedKey = vault.newPersonalKey(id)
  const contents: MailContents<K> = { to, locale, facts }
  const sealedContents = vault.unwrap(wrappedKey, id).seal(JSON.stringify(contents), mailContentsPlace)
  await insertMail(tx, { id, kind, accountId, wrappedKey, sealedContents })
  await enqueueJobs(tx, [{ task: 'send-mail', payload: { mailId: id } }])
}
