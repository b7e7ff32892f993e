import { MailNotSent, mailNotSent } from './mail-not-sent.ts'
import type { Mailer } from './open-mailer.ts'
import { isAddress } from './sender.ts'
import type { WrittenMail } from './write-mail.ts'

/**
 * Hands a written notice to the mail server.
 * @throws MailNotSent
 */
export async function sendNotice(
  { transport, from }: Mailer,
  notice: {
    readonly to: string
    /** The same for each repetition */
    readonly messageId: string
    readonly written: WrittenMail
    readonly headers?: Readonly<Record<string, string>> | undefined
  },
): Promise<void> {
  const { to, messageId, written, headers } = notice
  if (!isAddress(to)) throw new MailNotSent({ reason: 'no-address', lasts: 'for-good' })
  const { subject, text, html } = written
  try {
    await transport.sendMail({
      from: { ...from },
      to: { name: '', address: to },
      envelope: { from: from.address, to: [to] },
      ...{ subject, text, html, messageId },
      headers: { 'Auto-Submitted': 'auto-generated', ...headers },
      signal: AbortSignal.timeout(45_000),
    })
  } catch (error) {
    throw mailNotSent(error)
  }
}
