import { parseArgs } from 'node:util'
import { quantile } from '../../bench/quantile.ts'
import { table } from '../../clinics/table.ts'
import { openService } from '../service/open-service.ts'
import { wholeNumber } from '../whole-number.ts'
import { raceForSlots } from './race-for-slots.ts'
import { rushManifest } from './rush-manifest.ts'

/**
 * `npm run prove:rush -- --rounds 10000 --callers 100`: so many callers at once on one slot, round after round, through
 * HTTP against two API processes. Prints what they waited; ends with 1 where a round did not end with exactly one booking.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10000' },
    callers: { type: 'string', default: '100' },
  },
})
const rounds = wholeNumber('rounds', values.rounds)
const callers = wholeNumber('callers', values.callers)

await using service = await openService({
  manifest: rushManifest(10),
  apis: 2,
  people: { patient: 0, staff: 0, clinic_admin: 0 },
})
const began = performance.now()
const { requests, won, refusals, bookings, faults } = await raceForSlots(service, {
  rounds,
  callers,
  onProgress: (done) => process.stderr.write(`${done} of ${rounds} rounds\n`),
})
const seconds = (performance.now() - began) / 1_000
const milliseconds = (values: readonly number[], part: number) => `${quantile(values, part).toFixed(1)} ms`
console.log(
  table(
    ['', ''],
    [
      ['rounds', String(rounds)],
      ['callers at once on one slot', String(callers)],
      ['requests', String(requests)],
      ['booked', String(won)],
      ['refused with slot-taken', String(refusals.length)],
      ['refusals: p50, p99', `${milliseconds(refusals, 0.5)}, ${milliseconds(refusals, 0.99)}`],
      ['bookings: p50, p99', `${milliseconds(bookings, 0.5)}, ${milliseconds(bookings, 0.99)}`],
      ['requests a second', String(Math.round(requests / seconds))],
      ['faults', String(faults.length)],
    ],
  ).join('\n'),
)
for (const fault of faults.slice(0, 50)) console.error(fault)
if (faults.length > 0) process.exitCode = 1
