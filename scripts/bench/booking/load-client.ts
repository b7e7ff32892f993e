import { RawConnection } from './raw-connection.ts'

/** What the client's process is told. */
export interface Load {
  readonly port: number
  readonly path: string
  readonly connections: number
  /** Seconds before it counts, and seconds that it counts */
  readonly warm: number
  readonly seconds: number
  /** Makes the idempotency keys of this load its own. */
  readonly label: string
  readonly tokens: readonly string[]
  /** One for each request */
  readonly bodies: readonly string[]
}

export interface LoadResult {
  readonly perSecond: number
  /** How many answers had which status */
  readonly statuses: Readonly<Record<string, number>>
  /** Milliseconds of each answer counted */
  readonly latencies: readonly number[]
}

// a process of its own: what it costs must not fall on what it measures, nor on who reads the figures
process.once('message', (load: Load) => {
  run(load).then(
    (result) => process.send?.(result, () => process.exit(0)),
    (error) => {
      process.stderr.write(`${error.stack}\n`)
      process.exit(1)
    },
  )
})

function run(load: Load): Promise<LoadResult> {
  const requests = load.bodies.map((body, nth) => bytesOf(load, body, nth))
  const statuses: Record<string, number> = {}
  const latencies: number[] = []
  let next = 0
  return new Promise((resolve, reject) => {
    const from = performance.now() + load.warm * 1_000
    const until = from + load.seconds * 1_000
    const finish = (at: number) => {
      for (const each of connections) each.end()
      resolve({ perSecond: latencies.length / ((at - from) / 1_000), statuses, latencies })
    }
    const connections = Array.from({ length: load.connections }, () => {
      let sent = 0
      const sendNext = () => {
        const request = requests[next++]
        if (!request) return finish(performance.now())
        sent = performance.now()
        connection.send(request)
      }
      const connection: RawConnection = new RawConnection(
        load.port,
        (status) => {
          const now = performance.now()
          if (now >= until) return finish(until)
          if (now >= from) {
            latencies.push(now - sent)
            statuses[status] = (statuses[status] ?? 0) + 1
          }
          sendNext()
        },
        reject,
      )
      sendNext()
      return connection
    })
  })
}

function bytesOf({ path, tokens, label }: Load, body: string, nth: number): Uint8Array {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${tokens[nth % tokens.length]}\r\n` +
      `idempotency-key: ${label}-${nth}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
}
