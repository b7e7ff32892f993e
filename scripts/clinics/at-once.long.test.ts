import { join } from 'node:path'
import {
  importClinic,
  onboardClinic,
  type Provisioner,
  readHospitals,
  readManifest,
} from '@polyclinic/control'
import { findRunningPostgres, freePort } from '@polyclinic/postgres'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine } from './command-context.ts'
import { fleetFacts } from './testing/fleet-facts.ts'
import { hospitalsFile } from './testing/hospitals-file.ts'
import { onboardHere, openHere } from './testing/installed.ts'
import { faultsOf, writeManifest } from './testing/kill-and-resume.ts'
import { type PrivateServer, startPrivateServer, temporaryFolder } from './testing/private-server.ts'
import { runClinics, startClinics } from './testing/run-clinics.ts'

let server: PrivateServer
beforeAll(async () => {
  server = await startPrivateServer()
})
afterAll(() => server?.[Symbol.asyncDispose]())

/** A provisioner that does not see what is in the registry when it first looks, because that comes just after. */
function blindAtFirst(provisioner: Provisioner, meanwhile: () => Promise<unknown>): Provisioner {
  let looked = false
  const { database } = provisioner
  const query: typeof database.query = async (...given) => {
    if (looked) return database.query(...given)
    looked = true
    const seen = await database.query(...(given as Parameters<typeof database.query>))
    await meanwhile()
    return seen as never
  }
  return {
    ...provisioner,
    database: {
      query,
      transaction: (work) => database.transaction(work),
      connect: () => database.connect(),
    },
  }
}

test('two processes onboard the same manifests: each clinic is made once, and neither fails', async () => {
  const files = ['one', 'two', 'three'].map((slug) => writeManifest(server.data, slug))
  const ended = await Promise.all([
    runClinics(['onboard', ...files], server.environment),
    runClinics(['onboard', ...files], server.environment),
  ])
  expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(Array(2).fill({ code: 0, stderr: '' }))
  expect((await fleetFacts(server.adminUrl)).clinics).toHaveLength(3)
  for (const slug of ['one', 'two', 'three']) expect(await faultsOf(server, slug)).toEqual([])
})

test('a clinic that another process declares between our look and our reservation is taken up', async () => {
  await using here = await openHere(server.environment)
  const file = writeManifest(server.data, 'raced')
  const manifest = await readManifest(file)
  const late = blindAtFirst(here.provisioner, () => onboardHere(here.provisioner, file))
  expect(await onboardClinic(late, commandLine, manifest)).toMatchObject({ verdict: 'unchanged' })
  const other = blindAtFirst(here.provisioner, async () => {})
  await expect(onboardClinic(other, commandLine, { ...manifest, name: 'Another' })).rejects.toMatchObject({
    code: 'already-exists',
  })
})

test('a row that another import reserves between our look and our reservation is taken up', async () => {
  await using here = await openHere(server.environment)
  const row = (await readHospitals(hospitalsFile, { limit: 1 }))[0]
  if (!row?.ok) throw new Error('the first row is good')
  const late = blindAtFirst(here.provisioner, () => importClinic(here.provisioner, commandLine, row.manifest))
  expect(await importClinic(late, commandLine, row.manifest)).toBe('unchanged')
})

test('two processes import the same file: each row becomes one clinic', async () => {
  const words = ['import', hospitalsFile, '--limit', '12', '--json']
  const ended = await Promise.all([
    runClinics(words, server.environment),
    runClinics(words, server.environment),
  ])
  for (const { code, stdout } of ended) {
    expect(code).toBe(0)
    const verdicts = JSON.parse(stdout).rows.map(({ verdict }: { verdict: string }) => verdict)
    expect(verdicts).toHaveLength(12)
    expect(
      verdicts.filter((verdict: string) => !/^(onboarded|resumed|unchanged|elsewhere)$/.test(verdict)),
    ).toEqual([])
  }
  const facts = await fleetFacts(server.adminUrl)
  expect(facts).toMatchObject({ unfinished: [], astray: [] })
  expect(facts.clinics).toHaveLength(4 + 12)
})

test('two commands share the embedded server, and the one that started it stays until the other is done', async () => {
  using folder = temporaryFolder()
  const environment = {
    POLYCLINIC_DATA: folder.path,
    POLYCLINIC_POSTGRES_PORT: String(await freePort()),
  }
  const short = startClinics(['import', hospitalsFile, '--limit', '1'], environment)
  const running = () => findRunningPostgres(join(folder.path, 'postgres'))
  await eventually(running, { withinMilliseconds: 20_000 })
  const long = await runClinics(['import', hospitalsFile, '--limit', '5', '--concurrency', '1'], environment)
  expect(long).toMatchObject({ code: 0, stdout: expect.stringContaining('onboarded') })
  expect(await short.ended).toMatchObject({ code: 0 })
  expect(running()).toBeUndefined()
})
