import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { ensureTemplate, importClinic, type OpenProvisioner, readHospitals } from '@polyclinic/control'
import { quoteIdentifier } from '@polyclinic/postgres'
import { commandLine } from '../clinics/command-context.ts'
import { inParallel } from '../clinics/in-parallel.ts'
import { hospitalsFile } from '../clinics/testing/hospitals-file.ts'
import { onboardHere, openHere } from '../clinics/testing/installed.ts'
import { writeManifest } from '../clinics/testing/kill-and-resume.ts'
import { type PrivateServer, startPrivateServer } from '../clinics/testing/private-server.ts'
import { type Environment, runClinics } from '../clinics/testing/run-clinics.ts'
import { root } from '../installation/read-settings.ts'
import type { MemoryReading } from './import-memory.ts'
import { quantile } from './quantile.ts'

/**
 * Measures provisioning against the database server's own work, on durable servers of its own with default settings.
 * `node scripts/bench/provisioning.ts [hospitals.csv] [clinics one at a time]`
 */
const [file = join(root, '../shared/data/us-hospitals.csv'), rounds = '60'] = process.argv.slice(2)
const hospitals = existsSync(file) ? resolve(file) : hospitalsFile
const importLimit = 200
const forever = new AbortController().signal

const oneAtATime = await onFreshServer(measureOneAtATime)
const fourAtATime = await onFreshServer(measureImport)
const width = await onFreshServer(measureWidth)
const memory = await onFreshServer(measureMemory)
const figures = { oneAtATime, fourAtATime, width, memory }
const report = { at: new Date().toISOString(), cores: availableParallelism(), ...figures }
const folder = join(root, '.polyclinic/bench')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'provisioning.json'), `${JSON.stringify(report, null, 2)}\n`)
print()

async function onFreshServer<T>(measure: (server: PrivateServer) => Promise<T>): Promise<T> {
  await using server = await startPrivateServer({})
  return await measure(server)
}

/** The two are taken in turns, so that whatever else the machine does falls on both. */
async function measureOneAtATime(server: PrivateServer) {
  await using installation = await openHere(server.environment)
  const { provisioner } = installation
  const template = await ensureTemplate(provisioner.servers.open('default'), provisioner.clinicMigrations)
  const clones: number[] = []
  const onboardings: number[] = []
  for (let round = 0; round < Number(rounds); round++) {
    clones.push(await timed(() => clone(provisioner, `bench_${round}`, template)))
    await drop(provisioner, `bench_${round}`)
    const manifest = writeManifest(server.data, `bench-${round}`)
    onboardings.push(await timed(() => onboardHere(provisioner, manifest)))
  }
  return {
    clinics: onboardings.length,
    clone: spread(clones),
    onboarding: spread(onboardings),
    differenceP50: round(quantile(onboardings, 0.5) - quantile(clones, 0.5)),
  }
}

/** The command itself, as a process of its own, and once more over what it has made. */
async function measureImport(server: PrivateServer) {
  const words = ['import', hospitals, '--limit', String(importLimit), '--concurrency', '4', '--json']
  await prepare(server.environment)
  const first = await importing(words, server.environment)
  const second = await importing(words, server.environment)
  return { hospitals: hospitals === hospitalsFile ? 'fixture' : 'federal list', first, second }
}

/** Four at a time too, in turns of twenty with the bare cloning. */
async function measureWidth(server: PrivateServer) {
  await using installation = await openHere(server.environment)
  const { provisioner } = installation
  const template = await ensureTemplate(provisioner.servers.open('default'), provisioner.clinicMigrations)
  const rows = (await readHospitals(hospitals, { limit: importLimit })).filter((row) => row.ok)
  let cloning = 0
  let importing = 0
  for (let begin = 0; begin < rows.length; begin += 20) {
    const turn = rows.slice(begin, begin + 20)
    cloning += await timed(() =>
      inParallel(turn, 4, forever, ({ line }) => clone(provisioner, `bench_${line}`, template)),
    )
    importing += await timed(() =>
      inParallel(turn, 4, forever, async ({ manifest }) => {
        await importClinic(provisioner, commandLine, manifest)
      }),
    )
  }
  return {
    clinicsPerSecond: round(rows.length / (importing / 1000)),
    clonesPerSecond: round(rows.length / (cloning / 1000)),
    ratio: round(cloning / importing),
  }
}

async function importing(words: string[], environment: Environment) {
  const began = performance.now()
  const { code, stdout, stderr } = await runClinics(words, environment)
  if (code !== 0)
    throw new Error(`The import ended with ${code}: ${/"reason".*/.exec(stdout)?.[0] ?? stderr}`)
  const { counts, seconds } = JSON.parse(stdout) as { counts: Record<string, number>; seconds: number }
  return { counts, seconds, process: round((performance.now() - began) / 1000) }
}

/** Within one process that imports 50, and then the rest. */
async function measureMemory(server: PrivateServer): Promise<MemoryReading[]> {
  const child = join(root, 'scripts/bench/import-memory.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', child, hospitals], {
    env: { PATH: process.env['PATH'], ...server.environment },
    maxBuffer: 64_000_000,
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]')
}

/** Makes the control plane and the template, which an installation pays for once. */
async function prepare(environment: Environment): Promise<void> {
  await using installation = await openHere(environment)
  const { servers, clinicMigrations } = installation.provisioner
  await ensureTemplate(servers.open('default'), clinicMigrations)
}

async function clone({ servers }: OpenProvisioner, name: string, template: string): Promise<void> {
  const { database } = servers.open('default')
  await database.query(
    `create database ${quoteIdentifier(name)} template ${quoteIdentifier(template)} strategy wal_log`,
  )
}

async function drop({ servers }: OpenProvisioner, name: string): Promise<void> {
  await servers.open('default').database.query(`drop database ${quoteIdentifier(name)}`)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function spread(values: readonly number[]) {
  return { p50: round(quantile(values, 0.5)), p95: round(quantile(values, 0.95)) }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function print(): void {
  const { clone: bare, onboarding, differenceP50, clinics } = oneAtATime
  const { first, second } = fourAtATime
  const { ratio, clinicsPerSecond, clonesPerSecond } = width
  const grown = round((memory.at(-1)?.rss ?? Number.NaN) - (memory[0]?.rss ?? Number.NaN))
  const verdict = (met: boolean, goal: string) => `${met ? 'met   ' : 'MISSED'} ${goal}`
  console.log(`
${clinics} clinics one at a time, in turns with the server's own cloning, in ms
  clone       p50 ${bare.p50}  p95 ${bare.p95}
  onboarding  p50 ${onboarding.p50}  p95 ${onboarding.p95}
  ${verdict(differenceP50 < 150, `difference of the p50 ${differenceP50} (under 150)`)}

${importLimit} rows of the ${fourAtATime.hospitals} by the command, 4 at a time
  first run   ${first.seconds} s (the process ${first.process} s)  ${JSON.stringify(first.counts)}
  second run  ${second.seconds} s (the process ${second.process} s)  ${JSON.stringify(second.counts)}
  ${verdict(ratio >= 0.5, `${clinicsPerSecond} clinics/s of ${clonesPerSecond} bare clones/s: ${ratio} (0.5 at least)`)}

memory of a process that imports, after a collection, in MB
${memory.map(({ clinics: n, rss, heap }) => `  at clinic ${String(n).padEnd(4)} RSS ${rss}  heap ${heap}`).join('\n')}
  ${verdict(grown <= 20, `RSS grown by ${grown} (20 at most)`)}
`)
}
