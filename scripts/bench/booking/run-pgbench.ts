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

export interface StatementReading extends Reading {
  /** Statements, those of the warm-up too */
  readonly all: number
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
export async function runPgbench(entrance: Entrance, load: StatementLoad): Promise<StatementReading> {
  const folder = mkdtempSync(join(tmpdir(), 'polyclinic-pgbench-'))
  const script = `\\set i :i + 1\n\\set n :client_id + ${load.clients} * :i\n${statement(':n')};\n`
  writeFileSync(join(folder, 'book.sql'), script)
  const { host, port, database, user, password } = entrance
  const words = ['-n', '-M', 'prepared', '-f', 'book.sql', '-D', 'i=-1', '-l']
  const size = ['-c', load.clients, '-j', Math.min(2, load.clients), '-T', load.warm + load.seconds].map(
    String,
  )
  const where = ['-h', host, '-p', String(port), '-U', user, database]
  await run('pgbench', [...words, ...size, ...where], {
    cwd: folder,
    env: { ...process.env, PGPASSWORD: password },
  })
  const all = transactionsIn(folder)
  rmSync(folder, { recursive: true })
  const [first = 0, last = 0] = [all[0]?.end, all.at(-1)?.end]
  const counted = all.filter(({ end }) => end >= first + load.warm)
  const latencies = counted.map(({ latency }) => latency)
  const perSecond = counted.length / (last - first - load.warm)
  return { perSecond, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), all: all.length }
}

/** Seconds and milliseconds, from the log: client, number, µs, script, second, µs; in the order of their ends. */
function transactionsIn(folder: string): { end: number; latency: number }[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('pgbench_log'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => line.split(' '))
    .map(([, , latency, , second, micro]) => ({
      end: Number(second) + Number(micro) / 1e6,
      latency: Number(latency) / 1_000,
    }))
    .toSorted((a, b) => a.end - b.end)
}
