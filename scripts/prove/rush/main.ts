import { parseArgs } from 'node:util'
import { quantile } from '../../bench/quantile.ts'
import { table } from '../../clinics/table.ts'
import { wholeNumber } from '../whole-number.ts'
import { faultsOf } from './faults-of.ts'
import { runRush } from './run-rush.ts'

/**
 * A rush on one slot, again and again, over HTTP on a durable server: `npm run prove:rush`. Ends with 1 where a round
 * had not exactly one winner, or anything was answered but a booking and `slot-taken`.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10000' },
    callers: { type: 'string', default: '100' },
  },
})
const rounds = wholeNumber('rounds', values.rounds)
const callers = wholeNumber('callers', values.callers)

console.log(`${rounds} rounds of ${callers} callers on one slot each, through two API processes.`)
const result = await runRush({
  rounds,
  callers,
  onRounds: (done) => process.stderr.write(`${done} of ${rounds} rounds\n`),
})
const milliseconds = (all: readonly number[], at: number) => `${quantile(all, at).toFixed(1)} ms`
const rows = [
  ['rounds', String(result.rounds)],
  ['calls', String(result.calls)],
  ['rounds without exactly one success', String(result.uneven)],
  ['slots taken once in the database', String(result.takenOnce)],
  ['errors and deadlocks in the server’s log', String(result.errors.length)],
  ['answers of another kind', String([...result.strange.values()].reduce((sum, many) => sum + many, 0))],
  ['bookings, p50 and p99', `${milliseconds(result.bookings, 0.5)}, ${milliseconds(result.bookings, 0.99)}`],
  ['refusals, p50 and p99', `${milliseconds(result.refusals, 0.5)}, ${milliseconds(result.refusals, 0.99)}`],
  ['answers a second', String(Math.round(result.calls / result.seconds))],
  ['seconds', String(Math.round(result.seconds))],
]
console.log(table(['', ''], rows).slice(1).join('\n'))
const faults = faultsOf(result)
for (const fault of faults) console.log(`FAULT ${fault}`)
process.exitCode = faults.length === 0 ? 0 : 1
