import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../installation/read-settings.ts'
import { median, round } from '../timed.ts'
import type { Reading } from './drive-load.ts'
import { judge } from './goals.ts'
import { openArena } from './open-arena.ts'
import { profileFunctions } from './profile-functions.ts'
import { linesOf, type Report } from './report.ts'
import { hasPgbench } from './run-pgbench.ts'
import { openSeries, type SeriesName } from './series.ts'

/**
 * Measures bookings over HTTP against the database's bare statement and the bare framework, in turns on a durable server
 * of its own. `node scripts/bench/booking/main.ts [--rounds 5] [--seconds 4] [--only stack32,statement32] [--no-profile]`
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    only: { type: 'string' },
    profile: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const pace = { warm: 1, seconds: Number(values.seconds) }

await using running = new AsyncDisposableStack()
const arena = running.use(await openArena())
const withPgbench = await hasPgbench()
const { measures, profile } = await openSeries(arena, running, pace, withPgbench)
const names = Object.keys(measures) as SeriesName[]
const chosen = values.only ? names.filter((name) => values.only?.split(',').includes(name)) : names
const readings = new Map<SeriesName, Reading[]>(chosen.map((name) => [name, []]))
for (let turn = 0; turn < Number(values.rounds); turn++) {
  // there and back, so that what grows slower over a round does not fall on the same ones
  for (const name of turn % 2 === 0 ? chosen : chosen.toReversed()) {
    const reading = await measures[name]()
    readings.get(name)?.push(reading)
    const { perSecond, p50, p99 } = reading
    process.stderr.write(
      `${turn + 1} ${name.padEnd(18)} ${Math.round(perSecond)}/s p50 ${round(p50)} p99 ${round(p99)} ms\n`,
    )
  }
}

const report: Report = {
  at: new Date().toISOString(),
  cores: availableParallelism(),
  rounds: Number(values.rounds),
  ...pace,
  statementBy: withPgbench ? 'pgbench' : 'a Node process',
  ...judge(new Map([...readings].map(([name, all]) => [name, mediansOf(all)]))),
  functions: values.profile && withPgbench ? await profileFunctions(arena, pace.seconds) : [],
  process: values.profile ? await profile() : undefined,
}
const folder = join(root, '.polyclinic/bench')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'booking.json'), `${JSON.stringify(report, null, 2)}\n`)
console.log(linesOf(report).join('\n'))

function mediansOf(all: readonly Reading[]): Reading {
  const of = (key: keyof Reading) => round(median(all.map((each) => each[key])))
  return { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99') }
}
