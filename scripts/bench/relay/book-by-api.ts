import { sendStream } from '../identity/send-stream.ts'
import type { Booked, Booker } from './measure-lag.ts'
import type { OpenApi } from './open-clinics.ts'

interface Pace {
  readonly connections: number
  readonly rate?: number
  readonly seconds: number
}

/** Books as patients do, over HTTP: client, API, worker and databases share this machine. */
export function bookByApi({ port, paths, bodies, tokens }: OpenApi): Booker {
  let used = 0
  async function send(many: number, pace: Pace): Promise<Booked> {
    const own = bodies.slice(used, used + many)
    used += own.length
    const stream = { port, path: paths, method: 'POST', tokens, ...pace } as const
    return await sendStream({ ...stream, bodies: own, label: `from-${used}` }, 201)
  }
  return {
    // one after the other: where all pools open at once, who waits too long is refused
    warm: () => send(paths.length * 4, { connections: 1, seconds: 120 }),
    book: (rate, seconds) => send(rate * seconds, { connections: 32, rate, seconds }),
  }
}
