import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '@polyclinic/postgres'
import { table } from '../../clinics/table.ts'
import { onboardHere, openHere } from '../../clinics/testing/installed.ts'
import { startPrivateServer } from '../../clinics/testing/private-server.ts'
import { root } from '../../installation/read-settings.ts'
import { startApiService } from '../booking/start-service.ts'
import { sendStream } from '../identity/send-stream.ts'
import { quantile } from '../quantile.ts'
import { round } from '../timed.ts'
import { fillProjection } from './fill-projection.ts'
import { measureQueries, measureWrites } from './measure-queries.ts'
import { searchPaths } from './search-paths.ts'

/**
 * Builds what the search knows of many clinics and measures the search in it, in the database and over HTTP, on a durable
 * server of its own. These clinics have no databases: an answer over HTTP includes five look-ups of clinics that fail.
 * `node scripts/bench/search/main.ts [--clinics 10000] [--doctors 50] [--days 28] [--seconds 5]`
 */
const { values } = parseArgs({
  options: {
    clinics: { type: 'string', default: '10000' },
    doctors: { type: 'string', default: '50' },
    days: { type: 'string', default: '28' },
    seconds: { type: 'string', default: '5' },
  },
})
const size = { clinics: Number(values.clinics), doctors: Number(values.doctors), days: Number(values.days) }
const seconds = Number(values.seconds)

await using server = await startPrivateServer({ max_wal_size: '4GB', shared_buffers: '512MB' })
await using here = await openHere(server.environment)
// the fleet's server is known once a clinic was made
await onboardHere(here.provisioner, join(root, 'tenants/riverside.json'))
const url = new URL(server.adminUrl)
url.pathname = '/polyclinic_control'
// indexes of millions of rows take minutes
const patient = { statementMilliseconds: 1_800_000, queryMilliseconds: 1_801_000 }
const database = openDatabase({
  connectionString: url.href,
  max: 1,
  applicationName: 'bench',
  timeouts: patient,
})
const began = performance.now()
const rows = await fillProjection(database, size, (clinics) => {
  if (clinics % 1_000 === 0) process.stderr.write(`${clinics} of ${size.clinics} clinics\n`)
})
const filledIn = (performance.now() - began) / 1_000
await database.query('vacuum analyze open_slot_day')
await database.query('analyze search_doctor, search_offer, clinic')
const { rows: sizes } = await database.query<{ gigabytes: number }>(
  `select pg_total_relation_size('open_slot_day') / 1e9 as gigabytes`,
)
const queries = await measureQueries(database, 2_000)
const writes = {
  single: await measureWrites(database, 1, seconds),
  batches: await measureWrites(database, 200, seconds),
}
const api = await startApiService(server, { name: 'api' })
const http: Record<string, { p50: number; p99: number }> = {}
for (const [name, path] of Object.entries(searchPaths)) {
  const stream = { port: api.port, method: 'GET', path, label: name, tokens: [], connections: 1 } as const
  await sendStream({ ...stream, seconds: 1 }, 200)
  const { latencies } = await sendStream({ ...stream, seconds }, 200)
  http[name] = { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) }
}
await api[Symbol.asyncDispose]()
await database.end()

const folder = join(root, '.polyclinic/bench')
mkdirSync(folder, { recursive: true })
const report = {
  at: new Date().toISOString(),
  cores: availableParallelism(),
  size,
  rows,
  filledIn,
  queries,
  writes,
  http,
}
writeFileSync(join(folder, 'search.json'), `${JSON.stringify(report, null, 2)}\n`)
const nothing = queries['SELECT 1']?.p50 ?? Number.NaN
const bare = queries['bare query']?.p50 ?? Number.NaN
console.log(
  [
    `${rows} days of ${size.clinics} clinics x ${size.doctors} doctors x ${size.days} days; made in ${Math.round(filledIn)} s, ${round(sizes[0]?.gigabytes ?? 0)} GB with indexes`,
    ...table(
      ['in the database', 'p50 ms', 'p99 ms', '÷ SELECT 1', '÷ bare query'],
      Object.entries(queries).map(([name, { p50, p99 }]) => [
        name,
        ...[p50, p99, p50 / nothing, p50 / bare].map((value) => String(round(value))),
      ]),
    ),
    `bare query ÷ SELECT 1: ${round(bare / nothing)} (goal ≤ 2.5)`,
    `writes: ${Math.round(writes.single)} rows/s one by one, ${Math.round(writes.batches)} rows/s in batches of 200`,
    ...table(
      ['over HTTP', 'p50 ms', 'p99 ms', 'goal'],
      Object.entries(http).map(([name, { p50, p99 }]) => [
        name,
        String(round(p50)),
        String(round(p99)),
        'p99 < 20',
      ]),
    ),
  ].join('\n'),
)
