import { connect, type Socket } from 'node:net'

const separator = Buffer.from('\r\n\r\n')

/** One HTTP connection kept open that sends bytes made before and reads no more of the answers than it must. */
export class RawConnection {
  readonly #socket: Socket
  readonly #onAnswer: (status: number) => void
  #part: Buffer | undefined

  constructor(port: number, onAnswer: (status: number) => void, onFailure: (error: Error) => void) {
    this.#onAnswer = onAnswer
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk))
    this.#socket.on('error', onFailure)
    this.#socket.on('close', () => onFailure(new Error('the server closed a connection')))
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes)
  }

  end(): void {
    this.#socket.removeAllListeners('close')
    this.#socket.destroy()
  }

  #read(chunk: Buffer): void {
    const bytes = this.#part ? Buffer.concat([this.#part, chunk]) : chunk
    const headEnd = bytes.indexOf(separator)
    this.#part = bytes
    if (headEnd === -1) return
    const length = /content-length: (\d+)/i.exec(bytes.toString('latin1', 0, headEnd))?.[1]
    if (length === undefined) throw new Error('the answer does not say how long it is')
    if (bytes.length < headEnd + 4 + Number(length)) return
    this.#part = undefined
    this.#onAnswer(Number(bytes.toString('latin1', 9, 12)))
  }
}
