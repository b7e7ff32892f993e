/** What may wait in memory for a reader that takes nothing, in bytes; what waits in the sockets comes on top. */
const mostWaiting = 64 * 1024

const encoder = new TextEncoder()

/** One answer that goes on: server-sent events (HTML, 9.2), for one reader. */
export class LiveStream {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>
  #sink: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined
  readonly #onEnd: () => void

  /** @param onEnd called once, whichever side ends it */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd
    this.body = new ReadableStream<Uint8Array<ArrayBuffer>>(
      { start: (sink) => void (this.#sink = sink), cancel: () => this.#ended() },
      { highWaterMark: mostWaiting, size: (bytes) => bytes.length },
    )
  }

  /** A reader who does not keep up is cut off: they come again, and are told what they missed. */
  send(bytes: Uint8Array<ArrayBuffer>): void {
    const sink = this.#sink
    if (!sink) return
    if ((sink.desiredSize ?? 0) < bytes.length) {
      this.#ended()
      sink.error(new Error('the reader takes nothing'))
      return
    }
    sink.enqueue(bytes)
  }

  end(): void {
    const sink = this.#sink
    this.#ended()
    sink?.close()
  }

  #ended(): void {
    if (!this.#sink) return
    this.#sink = undefined
    this.#onEnd()
  }
}

/** A comment: keeps proxies from taking the connection for a dead one. */
export const beat = encoder.encode(':\n\n')

/** After so long a client that was cut off comes again, in milliseconds. */
const comeAgain = 2_000

export const opening = encoder.encode(`retry: ${comeAgain}\n\n`)

/** @param at milliseconds since 1970, which a client that comes again brings back */
export const frame = (event: string, at: number, data: object): Uint8Array<ArrayBuffer> =>
  encoder.encode(`event: ${event}\nid: ${at}\ndata: ${JSON.stringify(data)}\n\n`)
