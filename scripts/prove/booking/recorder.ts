import { type Line, NoReply, openLine } from '../http/http-line.ts'
import { writeRequest } from '../http/write-request.ts'
import { type Call, clock } from './history.ts'
import type { Planned } from './planned.ts'
import { readReply } from './read-reply.ts'

const patienceMilliseconds = 5_000

/** Makes calls and writes down what became of them. */
export class Recorder {
  readonly calls: Call[] = []
  #nth = 0

  /** The lines of one client: one to each API process. */
  openLines(ports: readonly number[]): Line[] {
    return ports.map((port) => openLine(port, patienceMilliseconds))
  }

  /** @returns undefined where the request never left: it is not in the history, since it cannot have done anything */
  async call(
    planned: Planned,
    by: { client: number; api: number; line: Line; token: string },
  ): Promise<Call | undefined> {
    const { verb, asked, key, request } = planned
    const sentAt = clock()
    const made = {
      nth: ++this.#nth,
      client: by.client,
      api: by.api,
      verb,
      asked,
      sentAt,
      ...(key && { key }),
    }
    try {
      const reply = await by.line.ask(writeRequest({ ...request, key, token: by.token }))
      return this.#keep({ ...made, doneAt: clock(), ...readReply(reply) })
    } catch (error) {
      if (!(error instanceof NoReply)) throw error
      if (!error.sent) return undefined
      return this.#keep({ ...made, doneAt: clock(), outcome: 'unknown', why: error.message })
    }
  }

  #keep(call: Call): Call {
    this.calls.push(call)
    return call
  }
}
