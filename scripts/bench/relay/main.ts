import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { table } from '../../clinics/table.ts'
import { root } from '../../installation/read-settings.ts'
import { round } from '../timed.ts'
import { bookByApi } from './book-by-api.ts'
import { bookByStatement } from './book-by-statement.ts'
import { measureCost } from './measure-cost.ts'
import { measureLag } from './measure-lag.ts'
import { openClinics } from './open-clinics.ts'

/**
 * Measures how long an event takes from its clinic to the control plane while many clinics book at a steady rate, and
 * what the outbox costs a booking. `node scripts/bench/relay/main.ts [--clinics 50] [--rate 200] [--seconds 15]
 * [--by statement|api] [--rounds 5] [--only lag|cost]`
 */
const { values } = parseArgs({
  options: {
    clinics: { type: 'string', default: '50' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '15' },
    by: { type: 'string', default: 'statement' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
  },
})
const wanted = (part: string): boolean => values.only === undefined || values.only === part
const pace = { rate: Number(values.rate), seconds: Number(values.seconds) }

const lag = wanted('lag') ? await lagOver(Number(values.clinics)) : undefined
const cost = wanted('cost') ? await measureCost({ rounds: Number(values.rounds), seconds: 3 }) : undefined
const folder = join(root, '.polyclinic/bench')
mkdirSync(folder, { recursive: true })
const report = {
  at: new Date().toISOString(),
  cores: availableParallelism(),
  ...pace,
  by: values.by,
  lag,
  cost,
}
writeFileSync(join(folder, 'relay.json'), `${JSON.stringify(report, null, 2)}\n`)
console.log(table(['measure', 'goal', 'measured', ''], [...rowsOfLag(), ...rowsOfCost()]).join('\n'))

async function lagOver(many: number) {
  await using clinics = await openClinics(many)
  if (values.by === 'api') return await measureLag(clinics, bookByApi(await clinics.openApi()), pace)
  await using booker = bookByStatement(clinics)
  return await measureLag(clinics, booker, pace)
}

function rowsOfLag(): string[][] {
  if (!lag) return []
  const milliseconds = (seconds: number) => `${Math.round(seconds * 1_000)} ms`
  return [
    [
      `bookings a second over ${values.clinics} clinics, by ${values.by}`,
      values.rate,
      String(Math.round(lag.perSecond)),
      '',
    ],
    ['answers p50, p99', '', `${round(lag.answers.p50)}, ${round(lag.answers.p99)} ms`, ''],
    ['relay lag p50, most', '', `${milliseconds(lag.p50)}, ${milliseconds(lag.most)}`, ''],
    ['relay lag p99', '< 1 s', milliseconds(lag.p99), lag.p99 < 1 ? '' : 'not met'],
    ['events astray', '0', String(lag.astray), lag.astray === 0 ? '' : 'not met'],
  ]
}

function rowsOfCost(): string[][] {
  if (!cost) return []
  const rates = `${Math.round(cost.withOutbox)} ÷ ${Math.round(cost.withoutOutbox)}/s`
  return [['bookings with the outbox ÷ without', '', `${round(cost.ratio)} (${rates})`, '']]
}
