import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { callbackify } from 'node:util'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

/** One message as the mail server saw it. */
export interface Delivery {
  /** Which worker handed it over, and in which of its lives */
  readonly worker: number
  readonly life: number
  /** When its first byte came; milliseconds since 1970 */
  readonly began: number
  /** When the whole of it had come; absent where the connection was cut before */
  ended?: number
  /** The id in its `Message-ID` */
  messageId?: string
  /** The appointments in its calendar: whom it was about */
  visits: readonly string[]
}

export interface Sink extends AsyncDisposable {
  /** In the order in which they began */
  readonly deliveries: readonly Delivery[]
  /** Where a worker hands over in that life: its login says who it is. */
  smtpUrl(worker: number, life: number): string
}

/**
 * A mail server that takes everything and remembers of each message its `Message-ID` and who brought it. Like others it
 * thinks for a while before it says that it has taken a message.
 * @param random from 0 up to 1
 */
export async function openSink(random: () => number): Promise<Sink> {
  const deliveries: Delivery[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? '' }),
    onData: callbackify((stream: SMTPServerDataStream, session: SMTPServerSession) =>
      take(stream, String(session.user), deliveries).then(() => pause(random() * longestThought)),
    ),
  })
  server.on('error', () => {}) // of workers that were killed
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    deliveries,
    smtpUrl: (worker, life) => `smtp://${worker}-${life}:any@127.0.0.1:${port}?tls=optional`,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

const longestThought = 150

async function take(stream: SMTPServerDataStream, user: string, deliveries: Delivery[]): Promise<void> {
  const [worker = Number.NaN, life = Number.NaN] = user.split('-').map(Number)
  const delivery: Delivery = { worker, life, began: Date.now(), visits: [] }
  deliveries.push(delivery)
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  const source = Buffer.concat(chunks).toString('latin1')
  const id = /^message-id:\s*<([0-9a-f-]{36})@/im.exec(source)?.[1]
  if (id !== undefined) delivery.messageId = id
  delivery.visits = visitsIn(source)
  delivery.ended = Date.now()
}

/** What the calendar that goes with it names: whoever is told of a visit can put it into theirs. */
function visitsIn(source: string): string[] {
  const parts = source.matchAll(/^content-transfer-encoding: base64\r\n(?:.+\r\n)*\r\n([a-z0-9+/=\r\n]+)/gim)
  const texts = [...parts].map(([, block = '']) => Buffer.from(block, 'base64').toString())
  const ids = texts.flatMap((text) => [...text.matchAll(/^UID:([0-9a-f-]{36})/gm)].map(([, id = '']) => id))
  return [...new Set(ids)]
}
