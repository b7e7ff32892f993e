import { connect, type Socket } from 'node:net'

export interface RawReply {
  readonly status: number
  readonly text: string
}

/** No reply came. `sent` is false where the request never left, so that it cannot have done anything. */
export class NoReply extends Error {
  readonly sent: boolean
  constructor(why: string, sent: boolean) {
    super(why)
    this.sent = sent
  }
}

export interface Line extends Disposable {
  /** One request at a time; the connection is kept, and made anew where it broke. @throws NoReply */
  ask(request: string): Promise<RawReply>
}

interface Waiting {
  readonly settle: PromiseWithResolvers<RawReply>
  readonly clock: NodeJS.Timeout
}

const empty = Buffer.alloc(0)

/**
 * One kept connection of HTTP/1.1, written by hand: beside a database on two cores a client must cost nearly nothing.
 * @param patienceMilliseconds after which a request is given up and its connection with it
 */
export function openLine(port: number, patienceMilliseconds: number): Line {
  let socket: Socket | undefined
  let connected = false
  let waiting: Waiting | undefined
  let received: Buffer = empty
  const fail = (why: string, sent = connected) => {
    const failing = waiting
    waiting = undefined
    socket?.destroy()
    socket = undefined
    connected = false
    received = empty
    if (failing) clearTimeout(failing.clock)
    failing?.settle.reject(new NoReply(why, sent))
  }
  const open = () => {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true })
    opened.on('connect', () => (connected = true))
    opened.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const reply = readReply(received)
      if (!reply || !waiting) return
      const { settle, clock } = waiting
      clearTimeout(clock)
      waiting = undefined
      received = empty
      settle.resolve(reply)
    })
    opened.on('error', (error) => opened === socket && fail(error.message))
    opened.on('close', () => opened === socket && fail('the connection was closed'))
    return opened
  }
  return {
    ask(request) {
      socket ??= open()
      const settle = Promise.withResolvers<RawReply>()
      const clock = setTimeout(() => fail('no reply in time', true), patienceMilliseconds)
      waiting = { settle, clock }
      socket.write(request)
      return settle.promise
    },
    [Symbol.dispose]: () => fail('the line was closed'),
  }
}

/** A whole reply, or undefined while parts of it are missing. */
function readReply(bytes: Buffer): RawReply | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined) {
    if (bytes.length < end + 4 + Number(length)) return undefined
    return { status, text: bytes.toString('utf8', end + 4, end + 4 + Number(length)) }
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, text: '' }
  const text = readChunks(bytes, end + 4)
  return text === undefined ? undefined : { status, text }
}

function readChunks(bytes: Buffer, from: number): string | undefined {
  const parts: Buffer[] = []
  for (let at = from; ; ) {
    const end = bytes.indexOf('\r\n', at)
    if (end < 0) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16)
    if (bytes.length < end + 4 + size) return undefined
    if (size === 0) return Buffer.concat(parts).toString('utf8')
    parts.push(bytes.subarray(end + 2, end + 2 + size))
    at = end + 4 + size
  }
}
