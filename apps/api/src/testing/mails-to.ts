import { type MailKind, type OpenedMail, openMail, type SealedMail } from '@polyclinic/control'
import type { TestService } from './start-test-service.ts'

/**
 * The mails to an address that wait to be sent, oldest first, opened with the test's keys. No worker runs in a test
 * service, so all that were asked for are there; `mails[0].facts` is typed once its `kind` is told.
 */
export async function mailsTo(service: Pick<TestService, 'fleet'>, email: string): Promise<OpenedMail[]> {
  const { database, vault } = service.fleet.provisioner
  const { rows } = await database.query<SealedMail>(
    `select id, kind, wrapped_key as "wrappedKey", sealed_contents as "sealedContents"
     from mail where state = 'waiting' order by created_at, id`,
  )
  const wanted = email.trim().toLowerCase()
  return rows.map((row) => openMail(vault, row)).filter(({ to }) => to.trim().toLowerCase() === wanted)
}

/** The one mail of a kind to an address; throws where there is none, and gives the newest where there are more. */
export async function mailTo<K extends MailKind>(
  service: Pick<TestService, 'fleet'>,
  email: string,
  kind: K,
): Promise<Extract<OpenedMail, { kind: K }>> {
  const mails = await mailsTo(service, email)
  const found = mails.findLast((mail): mail is Extract<OpenedMail, { kind: K }> => mail.kind === kind)
  if (!found) throw new Error(`No mail "${kind}" to ${email}, but: ${mails.map((mail) => mail.kind).join()}.`)
  return found
}
