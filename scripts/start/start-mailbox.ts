import { type Mailbox, openMailbox } from '@polyclinic/mail/mailbox'
import type { Settings } from '../installation/read-settings.ts'

/** Opens the mailbox, unless mails go to a server of somebody's own; says so where it is not where one looks for it. */
export async function startMailbox(
  { production, smtpUrl, mailboxPort, mailboxSmtpPort }: Settings,
  tell: (line: string) => void,
): Promise<Mailbox | undefined> {
  if (production || smtpUrl !== undefined) return undefined
  const mailbox = await openMailbox({ production, smtpPort: mailboxSmtpPort, pagePort: mailboxPort })
  const moved = (what: string, wanted: number, found: number) => {
    if (found !== wanted) tell(`Port ${wanted} is in use by another program: ${what} is at ${found}.`)
  }
  moved("the mailbox's page", mailboxPort, mailbox.pagePort)
  moved("the mailbox's mail server", mailboxSmtpPort, mailbox.smtpPort)
  return mailbox
}
