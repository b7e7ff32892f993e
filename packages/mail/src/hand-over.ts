import type { SendMailOptions } from 'nodemailer'
import { MailNotSent, mailNotSent } from './mail-not-sent.ts'
import type { Mailer } from './open-mailer.ts'
import { isAddress } from './sender.ts'

const totalMilliseconds = 45_000

/**
 * Hands one mail over to the server, for one recipient. A repetition carries the same Message-ID, so that a mail which
 * arrived although the server's answer was lost is recognised as the same one.
 * @throws MailNotSent
 */
export async function handOver(
  { transport, from }: Mailer,
  mail: { readonly to: string /** Whole, as in a header */; readonly messageId: string } & Pick<
    SendMailOptions,
    'subject' | 'text' | 'html' | 'alternatives' | 'attachments'
  > & { readonly headers?: Readonly<Record<string, string>> | undefined },
): Promise<void> {
  const { to, messageId, headers, ...written } = mail
  if (!isAddress(to)) throw new MailNotSent({ reason: 'no-address', lasts: 'for-good' })
  try {
    await transport.sendMail({
      from: { ...from },
      to: { name: '', address: to },
      envelope: { from: from.address, to: [to] },
      ...written,
      messageId,
      // nobody's absence notice shall answer it (RFC 3834)
      headers: { 'Auto-Submitted': 'auto-generated', ...headers },
      // a server that says one word now and then is never silent for long
      signal: AbortSignal.timeout(totalMilliseconds),
    })
  } catch (error) {
    throw mailNotSent(error)
  }
}

export const messageIdOf = (mailId: string, sender: string): string =>
  `<${mailId}@${sender.slice(sender.lastIndexOf('@') + 1)}>`
