import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import { MailStore, type ReceivedMail, type ReceivedSms } from './mail-store.ts'
import { receiveMails } from './receive-mails.ts'
import { servePage } from './serve-page.ts'

export interface Mailbox extends AsyncDisposable {
  /** For `POLYCLINIC_SMTP_URL` */
  readonly smtpUrl: string
  readonly smtpPort: number
  /** The page that shows what arrived */
  readonly pagePort: number
  /** For `POLYCLINIC_SMS_URL` */
  readonly smsUrl: string
  /** Newest first */
  readonly mails: readonly ReceivedMail[]
  readonly sms: readonly ReceivedSms[]
  sentTo(address: string): ReceivedMail[]
  smsTo(number: string): ReceivedSms[]
  close(): Promise<void>
}

export class MailboxRefused extends Error {
  readonly code = 'mailbox-refused'
}

const loopback = '127.0.0.1'

/**
 * A mail server and a gateway of short messages for development and tests, with a page that shows what arrived; all on loopback, kept in memory. A port
 * that is taken is replaced by another free one; 0 is any free one.
 * @throws MailboxRefused in production mode: anybody on the machine can read it
 */
export async function openMailbox(options: {
  readonly production: boolean
  readonly smtpPort?: number
  readonly pagePort?: number
}): Promise<Mailbox> {
  if (options.production) {
    throw new MailboxRefused('The mailbox shows every mail to anybody here: it does not run in production.')
  }
  const store = new MailStore()
  const receiver = receiveMails(store)
  const page = servePage(store)
  const smtpPort = await listen(receiver.server, options.smtpPort ?? 0)
  const pagePort = await listen(page, options.pagePort ?? 0)
  const close = async () => {
    page.closeAllConnections()
    await Promise.all([
      new Promise<void>((done) => void page.close(() => done())),
      new Promise<void>((done) => receiver.close(() => done())),
    ])
  }
  return {
    smtpUrl: `smtp://${loopback}:${smtpPort}`,
    smtpPort,
    smsUrl: `http://ACmailbox:development@${loopback}:${pagePort}`,
    pagePort,
    get mails() {
      return store.mails
    },
    get sms() {
      return store.sms
    },
    sentTo: (address) => store.sentTo(address),
    smsTo: (number) => store.smsTo(number),
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, loopback)
    await once(server, 'listening')
  } catch (error) {
    if (port === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return listen(server, 0)
  }
  return (server.address() as AddressInfo).port
}
