import { parseArgs } from 'node:util'
import { quantile } from '../../bench/quantile.ts'
import { table } from '../../clinics/table.ts'
import { rushManifest } from '../rush/rush-manifest.ts'
import { openService } from '../service/open-service.ts'
import { wholeNumber } from '../whole-number.ts'
import { measuredCalls, measureEquality } from './measure-equality.ts'

/**
 * `npm run prove:equality -- --calls 300`: whether the time of an answer tells who has an account. So many calls of each
 * kind for addresses with an account and as many without, by turns, over HTTP. Prints the medians and the p of a rank
 * test: a small p (below 0.01, say, and again when it is repeated) means that the two can be told apart. Ends with 1 only
 * where the statuses differ: times of a busy machine are for a person to judge.
 */
const { values } = parseArgs({ options: { calls: { type: 'string', default: '300' } } })
const calls = wholeNumber('calls', values.calls)

await using service = await openService({
  manifest: rushManifest(1),
  apis: 1,
  people: { patient: calls, staff: 0, clinic_admin: 0 },
  environment: { POLYCLINIC_TRUSTED_PROXIES: '1' },
})
const [api] = service.apis
if (!api) throw new Error('there is no API')
const known = Array.from({ length: calls }, (_, nth) => `patient-${nth}@people.test`)
const found = []
for (const call of measuredCalls) {
  process.stderr.write(`${call.name}: ${calls} calls each\n`)
  found.push(await measureEquality(api.port, call, known))
}
const milliseconds = (times: readonly number[], part: number) => `${quantile(times, part).toFixed(2)} ms`
console.log(
  table(
    ['', 'known: median, p90', 'unknown: median, p90', 'p of the difference'],
    found.map(({ call, known: times, unknown, p }) => [
      call,
      `${milliseconds(times, 0.5)}, ${milliseconds(times, 0.9)}`,
      `${milliseconds(unknown, 0.5)}, ${milliseconds(unknown, 0.9)}`,
      p.toFixed(3),
    ]),
  ).join('\n'),
)
for (const { call, statuses } of found) {
  const [one, other] = [[...statuses.known].join(), [...statuses.unknown].join()]
  if (one === other) continue
  console.error(`${call} answers ${one} to known and ${other} to unknown addresses`)
  process.exitCode = 1
}
