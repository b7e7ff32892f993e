import { createTransport, type Transporter } from 'nodemailer'
import type { SmtpServer } from './read-smtp-url.ts'
import type { Sender } from './sender.ts'

/** The way to a mail server, opened when the first mail goes out and kept for the next ones. */
export interface Mailer {
  readonly transport: Pick<Transporter, 'sendMail'>
  readonly from: Sender
  /** Ends its connections, in the middle of a mail too. */
  close(): void
}

const patience = 10_000

export function openMailer({ host, port, auth, tls }: SmtpServer, from: Sender): Mailer {
  const transport = createTransport({
    pool: true,
    host,
    port,
    auth,
    secure: tls === 'from-the-start',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'none',
    maxConnections: 2,
    // what was cut off may have arrived: the queue tries again later, in the open
    maxRequeues: 0,
    idleTimeout: 30_000,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    // it would write recipients
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // each mail hears of its own failure; without a listener an idle connection's end would end the process
  transport.on('error', () => {})
  return { transport, from, close: () => transport.close({ force: true }) }
}
