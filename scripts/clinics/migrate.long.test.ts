import { loadMigrations, type Migration } from '@polyclinic/postgres'
import { migrateClinic, type Provisioner, runOperation } from '@polyclinic/control'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Installation } from '../installation/open-installation.ts'
import { root } from '../installation/read-settings.ts'
import { commandLine } from './command-context.ts'
import { migrateCommand } from './migrate-command.ts'
import { openCuttingProxy } from './testing/cutting-proxy.ts'
import { ask, fleetFacts, insideFacts } from './testing/fleet-facts.ts'
import { onboardHere, openHere, openThrough } from './testing/installed.ts'
import { faultsOf, writeManifest } from './testing/kill-and-resume.ts'
import { type PrivateServer, startPrivateServer } from './testing/private-server.ts'
import { runClinics } from './testing/run-clinics.ts'

let server: PrivateServer
let installation: Installation
let newer: Migration[]
const slugs = ['ada', 'ben', 'cem']
beforeAll(async () => {
  server = await startPrivateServer()
  installation = await openHere(server.environment)
  for (const slug of slugs) await onboardHere(installation.provisioner, writeManifest(server.data, slug))
  newer = await withOneMore()
})
afterAll(async () => {
  await installation?.close()
  await server?.[Symbol.asyncDispose]()
})

/** The clinic's migrations, and one that a clinic with a table named `obstacle` cannot take. */
async function withOneMore(): Promise<Migration[]> {
  const folder = join(server.data, 'migrations')
  cpSync(join(root, 'migrations/clinic'), folder, { recursive: true })
  const number = String(installation.provisioner.clinicMigrations.length + 1).padStart(4, '0')
  writeFileSync(
    join(folder, `${number}_one_more.sql`),
    '-- for a test\ncreate table obstacle (id integer);\n',
  )
  return loadMigrations(folder)
}

const upgraded = (): Provisioner => ({ ...installation.provisioner, clinicMigrations: newer })
const clinicNamed = async (slug: string) =>
  (await fleetFacts(server.adminUrl)).clinics.find((clinic) => clinic.slug === slug)
const inside = async <T>(slug: string, sql: string) =>
  ask<T[]>(
    server.adminUrl,
    (await clinicNamed(slug))?.databaseName ?? '',
    (query) => query(sql) as Promise<T[]>,
  )

async function migrateHere(provisioner: Provisioner, slug: string): Promise<string> {
  const operation = await migrateClinic(provisioner, commandLine, slug)
  return operation ? runOperation(provisioner, operation) : 'newest'
}

/** What the command says, with the migrations of a newer version of the code. */
async function migrateAll(provisioner: Provisioner): Promise<{ said: string; code: unknown }> {
  const write = process.stdout.write
  let said = ''
  process.stdout.write = ((text: string) => Boolean((said += text))) as typeof write
  try {
    const context = {
      installation: { ...installation, provisioner: provisioner as Installation['provisioner'] },
      interrupted: new AbortController().signal,
      json: false,
    }
    await migrateCommand(context as Parameters<typeof migrateCommand>[0], { slugs: [], concurrency: 2 })
    return { said, code: process.exitCode }
  } finally {
    process.stdout.write = write
    process.exitCode = undefined
  }
}

test('nothing is connected to where the registry says newest', async () => {
  await using proxy = await openCuttingProxy(server.adminUrl)
  const environment = { ...server.environment, DATABASE_URL: proxy.url }
  const { code, stdout } = await runClinics(['migrate'], environment)
  expect({ code, stdout }).toEqual({ code: 0, stdout: '0 migrated, 3 already newest, 0 failed.\n' })
  // neither a clinic’s database nor the server’s catalogue was looked at, and nothing was written down
  expect(proxy.databases.filter((name) => name.startsWith('c_'))).toEqual([])
  expect(proxy.statements.filter((text) => /clinic_operation \(/.test(text))).toEqual([])
})

test('one clinic that fails does not stop the others, and says why', async () => {
  await inside('ben', 'create table obstacle (id integer)')
  const { said, code } = await migrateAll(upgraded())
  expect(code).toBe(1)
  expect(said).toMatch(
    /^ben · failed · 00\d\d_one_more\.sql failed and nothing of it was kept: relation "obstacle" already exists\.$/m,
  )
  expect(said).toMatch(/^2 migrated, 0 already newest, 1 failed\.$/m)
  for (const [slug, version] of [
    ['ada', newer.length],
    ['ben', newer.length - 1],
    ['cem', newer.length],
  ] as const) {
    const clinic = await clinicNamed(slug)
    expect(clinic?.schemaVersion).toBe(version)
    expect((await insideFacts(server.adminUrl, clinic?.databaseName ?? '')).ledger).toBe(version)
  }
  expect((await fleetFacts(server.adminUrl)).unfinished).toEqual(['migrate failed at migrate'])
})

test('with the obstacle gone the same command finishes', async () => {
  await inside('ben', 'drop table obstacle')
  expect(await migrateAll(upgraded())).toEqual({
    said: '1 migrated, 2 already newest, 0 failed.\n',
    code: undefined,
  })
  expect((await clinicNamed('ben'))?.schemaVersion).toBe(newer.length)
  expect(await fleetFacts(server.adminUrl)).toMatchObject({ unfinished: [], astray: [] })
})

test('an older version of the code refuses to go back', async () => {
  await expect(migrateHere(installation.provisioner, 'ada')).rejects.toThrow(
    /^The database is at version \d+ and this code knows \d+: start a newer version of the code\.$/,
  )
  expect(await migrateHere(upgraded(), 'ada')).toBe('succeeded')
})

test('a clinic cloned from an older template and carried on by newer code gets the newer schema', async () => {
  const file = writeManifest(server.data, 'dia')
  {
    await using proxy = await openCuttingProxy(server.adminUrl, {
      from: /^grant connect on database "c_/,
      at: 1,
    })
    await using here = openThrough(proxy.url, installation)
    await onboardHere(here, file).catch(() => {})
  }
  expect((await clinicNamed('dia'))?.state).toBe('provisioning')
  await onboardHere(upgraded(), file)
  expect((await clinicNamed('dia'))?.schemaVersion).toBe(newer.length)
  expect(await faultsOf(server, 'dia')).toEqual([])
})

test('a clinic whose onboarding is not finished is not migrated, and says so', async () => {
  const file = writeManifest(server.data, 'eve')
  {
    await using proxy = await openCuttingProxy(server.adminUrl, { from: /^create role "c_/, at: 1 })
    await using here = openThrough(proxy.url, installation)
    await onboardHere(here, file).catch(() => {})
  }
  await expect(migrateHere(upgraded(), 'eve')).rejects.toThrow(/^The onboarding of eve is not finished: /)
  await onboardHere(upgraded(), file)
})
