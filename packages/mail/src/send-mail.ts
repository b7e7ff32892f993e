import type { OpenedMail } from '@polyclinic/control'
import { MailNotSent, mailNotSent } from './mail-not-sent.ts'
import type { Mailer } from './open-mailer.ts'
import { isAddress } from './sender.ts'
import { writeMail } from './write-mail.ts'

const totalMilliseconds = 45_000

/**
 * Writes a mail and hands it to the server. A repetition carries the same Message-ID, so that a mail which arrived
 * although the server's answer was lost is recognised as the same one.
 * @throws MailNotSent
 */
export async function sendMail({ transport, from }: Mailer, mail: OpenedMail): Promise<void> {
  if (!isAddress(mail.to)) throw new MailNotSent({ reason: 'no-address', lasts: 'for-good' })
  const written = writeMail(mail)
  try {
    await transport.sendMail({
      from: { ...from },
      to: { name: '', address: mail.to },
      envelope: { from: from.address, to: [mail.to] },
      ...written,
      messageId: messageIdOf(mail.id, from.address),
      // nobody's absence notice shall answer it (RFC 3834)
      headers: { 'Auto-Submitted': 'auto-generated' },
      // a server that says one word now and then is never silent for long
      signal: AbortSignal.timeout(totalMilliseconds),
    })
  } catch (error) {
    throw mailNotSent(error)
  }
}

export const messageIdOf = (mailId: string, sender: string): string =>
  `<${mailId}@${sender.slice(sender.lastIndexOf('@') + 1)}>`
