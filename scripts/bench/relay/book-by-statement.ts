import { setTimeout as pause } from 'node:timers/promises'
import { hintRelay } from '@polyclinic/control'
import { statement } from '../booking/run-pgbench.ts'
import type { Booker, Booked } from './measure-lag.ts'
import type { ManyClinics } from './open-clinics.ts'

/** As the API does, in milliseconds */
const hintsEvery = 400

/**
 * Books by the API's own statement, one connection a clinic, and hints as the API does: what the relay has to carry comes
 * at its rate, whatever HTTP would take of this machine.
 */
export function bookByStatement({ clinics, control }: ManyClinics): Booker & AsyncDisposable {
  let next = 0
  const touched = new Set<string>()
  let hint = Promise.resolve()
  const timer = setInterval(() => {
    const ids = [...touched].toSorted()
    touched.clear()
    if (ids.length > 0) hint = hint.then(() => hintRelay(control, ...ids))
  }, hintsEvery)

  async function bookOne(latencies: number[]): Promise<void> {
    const clinic = clinics[next % clinics.length]
    const n = Math.floor(next++ / clinics.length)
    if (!clinic) throw new Error('there are no clinics')
    const began = performance.now()
    const { rows } = await clinic.inside.query<{ outcome: string }>({
      name: 'book',
      text: statement('$1'),
      values: [n],
    })
    if (rows[0]?.outcome !== 'booked') throw new Error(`booking ${n} ended otherwise: ${rows[0]?.outcome}`)
    latencies.push(performance.now() - began)
    touched.add(clinic.id)
  }

  async function book(rate: number, seconds: number): Promise<Booked> {
    const latencies: number[] = []
    const underWay: Promise<void>[] = []
    const from = performance.now()
    for (let nth = 0; nth < rate * seconds; nth++) {
      const early = from + (nth * 1_000) / rate - performance.now()
      if (early > 0.5) await pause(early)
      underWay.push(bookOne(latencies))
    }
    await Promise.all(underWay)
    return { latencies, perSecond: (latencies.length * 1_000) / (performance.now() - from) }
  }

  return {
    warm: (rate) => book(rate / 2, 30),
    book,
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await hint
    },
  }
}
