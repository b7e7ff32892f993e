import { RawConnection } from '../booking/raw-connection.ts'

/** What the client's process is told. */
export interface Stream {
  readonly port: number
  readonly method: 'GET' | 'POST'
  /** One for all, or one for each request in turn */
  readonly path: string | readonly string[]
  readonly connections: number
  readonly seconds: number
  /** Requests a second, sent whether or not those before were answered; without it, as fast as they are answered. */
  readonly rate?: number
  /** Makes the idempotency keys of this stream its own. */
  readonly label: string
  /** Nobody is signed in without any */
  readonly tokens: readonly string[]
  /** One for each request, and no more requests than that; of a GET none */
  readonly bodies?: readonly string[]
  /** Bodies are sent again from the first one on, each connection from an address of its own. */
  readonly again?: boolean
}

export interface StreamResult {
  readonly answered: number
  readonly perSecond: number
  readonly statuses: Readonly<Record<string, number>>
  /** Milliseconds from when each was due */
  readonly latencies: readonly number[]
}

// a process of its own: what it costs must not fall on what it measures
process.once('message', (stream: Stream) => {
  run(stream).then(
    (result) => process.send?.(result, () => process.exit(0)),
    (error) => {
      process.stderr.write(`${error.stack}\n`)
      process.exit(1)
    },
  )
})

function run(stream: Stream): Promise<StreamResult> {
  const { rate, seconds, bodies, again } = stream
  const statuses: Record<string, number> = {}
  const latencies: number[] = []
  const began = performance.now()
  const until = began + seconds * 1_000
  const pause = rate === undefined ? 0 : 1_000 / rate
  const free: RawConnection[] = []
  let next = 0
  return new Promise((resolve, reject) => {
    const finish = () => {
      clearInterval(clock)
      for (const each of connections) each.end()
      const answered = latencies.length
      resolve({ answered, perSecond: answered / ((performance.now() - began) / 1_000), statuses, latencies })
    }
    const sent = new Map<RawConnection, number>()
    const sendDue = () => {
      const now = performance.now()
      while (free.length > 0 && began + next * pause <= now && now < until) {
        if (!again && bodies && next >= bodies.length) return finish()
        // in turn: the server closes one that rests for seconds
        const connection = free.shift() as RawConnection
        // from when it should have been sent: who waits for a free connection waits for the answer too
        sent.set(connection, rate === undefined ? now : began + next * pause)
        connection.send(bytesOf(stream, next++))
      }
      if (now >= until && free.length === stream.connections) finish()
    }
    const connections = Array.from({ length: stream.connections }, () => {
      const connection: RawConnection = new RawConnection(
        stream.port,
        (status) => {
          latencies.push(performance.now() - (sent.get(connection) ?? 0))
          statuses[status] = (statuses[status] ?? 0) + 1
          free.push(connection)
          sendDue()
        },
        reject,
      )
      free.push(connection)
      return connection
    })
    const clock = setInterval(sendDue, 1)
    sendDue()
  })
}

function bytesOf({ method, path, tokens, label, bodies, connections, again }: Stream, nth: number): Buffer {
  const token = tokens[nth % tokens.length]
  const target = typeof path === 'string' ? path : path[nth % path.length]
  const body = bodies?.[nth % bodies.length]
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'host: 127.0.0.1',
    ...(token ? [`authorization: Bearer ${token}`] : []),
    // in the place of another behind our proxy, so that nobody is told to come later
    ...(again ? [`x-forwarded-for: 2001:db8:${(nth % connections) + 1}::1`] : []),
    ...(body === undefined
      ? []
      : [
          `idempotency-key: ${label}-${nth}`,
          'content-type: application/json',
          `content-length: ${body.length}`,
        ]),
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`)
}
