import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { callbackify } from 'node:util'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

/** How it answers; what is not told it takes. */
export interface Mood {
  readonly greeting?: number
  readonly recipient?: number
  readonly message?: number
  /** Answers a message no sooner than this resolves. */
  readonly waitsFor?: Promise<void>
  /** Ends the connection in the middle of a message, or after the whole of it in place of an answer */
  readonly cuts?: 'amid' | 'after'
}

/** A mail server for tests that answers as told. Its words name the recipient, as those of real ones do. */
export interface MoodyServer extends AsyncDisposable {
  readonly smtpUrl: string
  mood: Mood
  /** Whole messages it has read, answered kindly or not, as they arrived */
  read: readonly { readonly to: readonly string[]; readonly source: string }[]
}

export async function openMoodyServer(): Promise<MoodyServer> {
  const sockets = new Map<number | undefined, Socket>()
  const hang = ({ remotePort }: SMTPServerSession) => sockets.get(remotePort)?.destroy()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onConnect: (_session, done) => done(refusal(moody.mood.greeting, 'everybody')),
    onRcptTo: ({ address }, _session, done) => done(refusal(moody.mood.recipient, address)),
    onData: callbackify(async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
      const { cuts, message, waitsFor } = moody.mood
      const chunks: Buffer[] = []
      for await (const chunk of stream) {
        if (cuts === 'amid') return void hang(session)
        chunks.push(chunk)
      }
      const to = session.envelope.rcptTo.map(({ address }) => address)
      moody.read = [...moody.read, { to, source: Buffer.concat(chunks).toString() }]
      await waitsFor
      if (cuts === 'after') hang(session)
      const refused = refusal(message, to.join())
      if (refused) throw refused
    }),
  })
  server.on('error', () => {}) // of connections that were cut
  server.server.on('connection', (socket: Socket) => sockets.set(socket.remotePort, socket))
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const moody: MoodyServer = {
    smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mood: {},
    read: [],
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.values()) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
  return moody
}

const refusal = (responseCode: number | undefined, address: string): Error | undefined =>
  responseCode === undefined
    ? undefined
    : Object.assign(new Error(`<${address}> is not welcome`), { responseCode })
