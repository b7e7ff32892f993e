import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { quantile } from '../quantile.ts'
import type { Reading } from './drive-load.ts'
import type { Entrance } from './open-arena.ts'

export interface StatementLoad {
  readonly clients: number
  readonly warm: number
  readonly seconds: number
}

/** The API's own statement with one call, which is looked up by its number. */
export const statement = (n: string): string =>
  `select b.nth, b.outcome, b.facts, b.limit_value as "limit" from bench_call c, book_appointments(c.call) b where c.n = ${n}`

const run = promisify(execFile)

export const hasPgbench = (): Promise<boolean> =>
  run('pgbench', ['--version']).then(
    () => true,
    () => false,
  )

/** Books with pgbench: the statement prepared, each client slots of its own. */
export async function runPgbench(entrance: Entrance, load: StatementLoad): Promise<Reading> {
  const folder = mkdtempSync(join(tmpdir(), 'polyclinic-pgbench-'))
  const script = `\\set i :i + 1\n\\set n :client_id + ${load.clients} * :i\n${statement(':n')};\n`
  writeFileSync(join(folder, 'book.sql'), script)
  const { host, port, database, user, password } = entrance
  const words = ['-n', '-M', 'prepared', '-f', 'book.sql', '-D', 'i=-1', '-l', '-P', '1']
  const size = ['-c', load.clients, '-j', Math.min(2, load.clients), '-T', load.warm + load.seconds].map(
    String,
  )
  const where = ['-h', host, '-p', String(port), '-U', user, database]
  const { stderr } = await run('pgbench', [...words, ...size, ...where], {
    cwd: folder,
    env: { ...process.env, PGPASSWORD: password },
    maxBuffer: 1 << 26,
  })
  const seconds = [...stderr.matchAll(/^progress: ([\d.]+) s, ([\d.]+) tps/gm)]
  const counted = seconds.filter(([, at]) => Number(at) > load.warm + 0.5).map(([, , tps]) => Number(tps))
  if (counted.length === 0) throw new Error(`pgbench counted nothing: ${stderr}`)
  const latencies = latenciesIn(folder, load.warm)
  rmSync(folder, { recursive: true })
  const perSecond = counted.reduce((sum, each) => sum + each, 0) / counted.length
  return { perSecond, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) }
}

/** Milliseconds of each statement after the warm-up, from the log: client, number, µs, script, second, µs. */
function latenciesIn(folder: string, warm: number): number[] {
  const lines = readdirSync(folder)
    .filter((name) => name.startsWith('pgbench_log'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => line.split(' '))
  const ends = lines.map(([, , , , second, micro]) => Number(second) + Number(micro) / 1e6)
  const from = ends.reduce((first, each) => Math.min(first, each), Number.POSITIVE_INFINITY) + warm
  return lines.flatMap(([, , latency], nth) => ((ends[nth] ?? 0) >= from ? [Number(latency) / 1_000] : []))
}
