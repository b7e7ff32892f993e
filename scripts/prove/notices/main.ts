import { parseArgs } from 'node:util'
import { quantile } from '../../bench/quantile.ts'
import { table } from '../../clinics/table.ts'
import { wholeNumber } from '../whole-number.ts'
import { runProof } from './run-proof.ts'

/**
 * `npm run prove:notices -- --bookings 20000 --kills 200 --workers 4`: books while workers are ended with `kill -9`, and
 * holds what a mail server saw against the bookings. Ends with 1 where a notice is missing, or came again without a kill.
 */
const { values } = parseArgs({
  options: {
    bookings: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '200' },
    workers: { type: 'string', default: '4' },
    concurrency: { type: 'string', default: '4' },
    every: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const number = (name: keyof typeof values) => wholeNumber(name, values[name])
const seed = number('seed')
console.log(`Seed ${seed}.`)
const { waits, faults, ...proven } = await runProof({
  bookings: number('bookings'),
  kills: number('kills'),
  workers: number('workers'),
  concurrency: number('concurrency'),
  everySeconds: Number(values.every),
  seed,
  onProgress: (delivered, kills) =>
    process.stderr.write(`${new Date().toISOString()} ${delivered} messages, ${kills} kills\n`),
})
console.log(
  table(
    ['', ''],
    [
      ['bookings', String(proven.bookings)],
      ['messages that arrived', String(proven.delivered)],
      ['kills of a worker', String(proven.kills)],
      ['of them inside a send', String(proven.killsInSends)],
      ['sends that they cut', String(proven.cutSends)],
      ['messages that told something again', String(proven.duplicates)],
      ['jobs held by a dead worker: p50, longest', `${held(0.5)}, ${held(1)}`],
      ['seconds', String(Math.round(proven.seconds))],
      ['faults', String(faults.length)],
    ],
  ).join('\n'),
)
for (const fault of faults.slice(0, 50)) console.error(fault)
if (faults.length > 0) process.exitCode = 1

function held(part: number): string {
  return waits.length === 0 ? 'none' : `${quantile(waits, part).toFixed(1)} s`
}
