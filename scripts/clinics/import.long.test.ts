import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FleetFacts, fleetFacts } from './testing/fleet-facts.ts'
import { hospitalsFile } from './testing/hospitals-file.ts'
import { faultsOf, writeManifest } from './testing/kill-and-resume.ts'
import { type PrivateServer, startPrivateServer } from './testing/private-server.ts'
import { runClinics } from './testing/run-clinics.ts'

let server: PrivateServer
beforeAll(async () => {
  server = await startPrivateServer()
})
afterAll(() => server?.[Symbol.asyncDispose]())

interface Report {
  code: number | undefined
  counts: Record<string, number>
  notBegun: number
  rows: { line: number; clinic?: string; verdict: string; reason?: string; warnings?: string[] }[]
}

async function importing(file: string, ...options: string[]): Promise<Report> {
  const { code, stdout } = await runClinics(['import', file, '--json', ...options], server.environment)
  return { code, ...JSON.parse(stdout) }
}

/** The rows of the fixture with some of them changed; the header is line 1. */
function changedFile(name: string, change: (lines: string[]) => void): string {
  const lines = readFileSync(hospitalsFile, 'utf8').trimEnd().split('\n')
  change(lines)
  const file = join(server.data, name)
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

const changesOf = (facts: FleetFacts) =>
  Object.fromEntries(facts.clinics.map(({ slug, version, updatedAt }) => [slug, `${version} ${updatedAt}`]))

test('a dry run says what would be, and makes nothing', async () => {
  const { code, counts } = await importing(hospitalsFile, '--dry-run', '--limit', '10')
  expect({ code, counts }).toEqual({ code: 0, counts: { 'would onboard': 10 } })
  expect(await fleetFacts(server.adminUrl)).toMatchObject({ clinics: [], databases: [], roles: [] })
})

test('a slug that a clinic from elsewhere has already gets the source’s id', async () => {
  await runClinics(['onboard', writeManifest(server.data, 'bridgepoint-national-harbor')], server.environment)
  const { code, counts } = await importing(hospitalsFile, '--limit', '3')
  expect({ code, counts }).toEqual({ code: 0, counts: { onboarded: 3 } })
  const { clinics } = await fleetFacts(server.adminUrl)
  expect(clinics.map(({ slug }) => slug)).toContain('bridgepoint-national-harbor-75520032')
  expect(await faultsOf(server, 'bridgepoint-national-harbor-75520032')).toEqual([])
})

test('the rest is onboarded, and a second run changes nothing', async () => {
  const first = await importing(hospitalsFile)
  expect(first).toMatchObject({ code: 0, counts: { unchanged: 3, onboarded: 42 }, notBegun: 0 })
  expect(first.rows.map(({ line }) => line)).toEqual(Array.from({ length: 45 }, (_, n) => n + 2))
  const before = await fleetFacts(server.adminUrl)
  const second = await importing(hospitalsFile)
  expect(second).toMatchObject({ code: 0, counts: { unchanged: 45 } })
  expect(changesOf(await fleetFacts(server.adminUrl))).toEqual(changesOf(before))
})

test('a changed phone is brought over, a changed name keeps its slug, and nothing else is touched', async () => {
  const changed = changedFile('changed.csv', (lines) => {
    lines[1] = (lines[1] ?? '').replace('(202) 574-5700', '(202) 574-5701')
    lines[2] = (lines[2] ?? '').replace('VISTA MEDICAL CENTER EAST', 'VISTA EAST')
  })
  const before = changesOf(await fleetFacts(server.adminUrl))
  expect(await importing(changed, '--dry-run')).toMatchObject({
    counts: { 'would update': 2, unchanged: 43 },
  })
  expect(changesOf(await fleetFacts(server.adminUrl))).toEqual(before)
  expect(await importing(changed)).toMatchObject({ code: 0, counts: { updated: 2, unchanged: 43 } })
  const after = changesOf(await fleetFacts(server.adminUrl))
  expect(Object.keys(after)).toEqual(Object.keys(before))
  expect(Object.keys(after).filter((slug) => after[slug] !== before[slug])).toHaveLength(2)
  const show = await runClinics(
    ['show', 'bridgepoint-national-harbor-75520032', '--json'],
    server.environment,
  )
  expect(JSON.parse(show.stdout)).toMatchObject({ phone: '+12025745701', version: 3 })
})

test('a bad row is reported with its line and reason, and does not stop the rest', async () => {
  const torn = changedFile('torn.csv', (lines) => {
    lines.splice(2, 0, 'one,field', (lines[1] ?? '').replace('75520032', ''))
    lines.push((lines[1] ?? '').replace('75520032', '99').replace('BRIDGEPOINT', 'OTHER'))
  })
  const { code, counts, rows } = await importing(torn)
  expect({ code, counts }).toEqual({
    code: 1,
    counts: { refused: 2, onboarded: 1, updated: 2, unchanged: 43 },
  })
  expect(rows.filter(({ verdict }) => verdict === 'refused')).toEqual([
    { line: 3, verdict: 'refused', reason: expect.any(String) },
    { line: 4, verdict: 'refused', reason: expect.any(String) },
  ])
  const { stdout } = await runClinics(['import', torn], server.environment)
  expect(stdout).toMatch(/^line 3 · refused · .+$/m)
  expect(stdout).toMatch(/^46 unchanged, 2 refused in \d+\.\d s\.\n$/m)
})
