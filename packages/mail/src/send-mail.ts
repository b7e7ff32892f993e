import type { OpenedMail } from '@polyclinic/control'
import { handOver, messageIdOf } from './hand-over.ts'
import type { Mailer } from './open-mailer.ts'
import { writeMail } from './write-mail.ts'

/**
 * Writes a mail and hands it to the server.
 * @throws MailNotSent
 */
export const sendMail = (mailer: Mailer, mail: OpenedMail): Promise<void> =>
  handOver(mailer, { to: mail.to, messageId: messageIdOf(mail.id, mailer.from.address), ...writeMail(mail) })
