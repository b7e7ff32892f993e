import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePort } from '@polyclinic/postgres'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, fleetFacts } from './testing/fleet-facts.ts'
import { hospitalsFile } from './testing/hospitals-file.ts'
import { faultsOf, writeManifest } from './testing/kill-and-resume.ts'
import { type PrivateServer, startPrivateServer, temporaryFolder } from './testing/private-server.ts'
import { runClinics, startClinics } from './testing/run-clinics.ts'

let server: PrivateServer
beforeAll(async () => {
  server = await startPrivateServer()
})
afterAll(() => server?.[Symbol.asyncDispose]())

const withUrl = (change: (url: URL) => void) => {
  const url = new URL(server.adminUrl)
  change(url)
  return { ...server.environment, DATABASE_URL: url.href }
}
const importing = (...words: string[]) =>
  startClinics(['import', hospitalsFile, ...words], server.environment)
const onboardedSoFar = async () =>
  (await fleetFacts(server.adminUrl).catch(() => undefined))?.clinics.filter(
    ({ state }) => state === 'active',
  ).length

describe('a server that cannot be used', () => {
  test('is down: one sentence', async () => {
    const closed = await freePort()
    const { code, stdout, stderr } = await runClinics(
      ['list'],
      withUrl((url) => (url.port = String(closed))),
    )
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      'The database server main does not answer: bring it up and run the same command again.\n',
    )
  })

  test.each(['wrong', ''])('refuses the password %j: one sentence', async (password) => {
    const { code, stderr } = await runClinics(
      ['list'],
      withUrl((url) => (url.password = password)),
    )
    expect(code).toBe(1)
    expect(stderr).toBe(
      "The database server main refuses the administrator's password: correct the connection and run the same command again.\n",
    )
  })

  test('gives its administrator too few rights: one sentence', async () => {
    await ask(server.adminUrl, 'postgres', (query) => query(`create role feeble login password 'feeble'`))
    const environment = withUrl((url) => {
      url.username = 'feeble'
      url.password = 'feeble'
    })
    const { code, stderr } = await runClinics(['list'], environment)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^The administrator of the database server main lacks a right \(.*\): grant it /)
  })

  test('was set up with other keys: one sentence, and those who have the right ones go on', async () => {
    const file = writeManifest(server.data, 'keyed')
    expect(await runClinics(['onboard', file], server.environment)).toMatchObject({ code: 0 })
    using folder = temporaryFolder()
    const { code, stderr } = await runClinics(['list'], {
      ...server.environment,
      POLYCLINIC_DATA: folder.path,
    })
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^The control plane polyclinic_control was made with other keys: bring those back, .*\.\n$/,
    )
    expect(await runClinics(['list'], server.environment)).toMatchObject({ code: 0 })
  })

  test('is killed in the middle of an import: a sentence a row, a stop, and the next run finishes', async () => {
    const running = importing('--limit', '30', '--concurrency', '2')
    await eventually(async () => ((await onboardedSoFar()) ?? 0) >= 4, { withinMilliseconds: 20_000 })
    const pid = Number(readFileSync(join(server.data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 'SIGKILL')
    const { code, stdout, stderr } = await running.ended
    expect(code).toBe(1)
    expect(stdout).toMatch(/failed · The database server main does not answer: bring it up/)
    expect(stdout).toMatch(/\d+ onboarded, \d+ failed, \d+ not begun in /)
    expect(stderr).toContain('Stopped after 5 failures in a row; run the same command again to carry on.')
    await server.start()
    const next = await importing('--limit', '30').ended
    expect(next).toMatchObject({ code: 0, stdout: expect.stringMatching(/unchanged/) })
    expect(await onboardedSoFar()).toBe(31)
    expect(await fleetFacts(server.adminUrl)).toMatchObject({ unfinished: [], astray: [] })
  })
})

describe('Ctrl-C in the middle of an import', () => {
  test('finishes what is under way, says so, ends with 130, and the next run carries on', async () => {
    const before = (await onboardedSoFar()) ?? 0
    const running = importing('--concurrency', '2')
    await eventually(async () => ((await onboardedSoFar()) ?? 0) > before, { withinMilliseconds: 20_000 })
    // the terminal gives it to the whole group and npm passes it on: twice, and still one
    running.child.kill('SIGINT')
    running.child.kill('SIGINT')
    const { code, stdout, stderr } = await running.ended
    expect(code).toBe(130)
    expect(stderr.match(/Stopping after what is being done now; run the same command again/g)).toHaveLength(1)
    expect(stdout).toMatch(/\d+ not begun in /)
    const facts = await fleetFacts(server.adminUrl)
    expect(facts).toMatchObject({ unfinished: [], astray: [] })
    expect(facts.clinics.every(({ state }) => state === 'active')).toBe(true)
    const next = await importing().ended
    expect(next).toMatchObject({ code: 0, stdout: expect.stringMatching(/unchanged/) })
    expect(await onboardedSoFar()).toBe(46)
    expect(await faultsOf(server, 'bridgepoint-national-harbor')).toEqual([])
  })
})

describe('the embedded server', () => {
  test('whose port is taken: one sentence', async () => {
    using folder = temporaryFolder()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const port = String((other.address() as { port: number }).port)
    const environment = { POLYCLINIC_DATA: folder.path, POLYCLINIC_POSTGRES_PORT: port }
    const { code, stderr } = await runClinics(['list'], environment)
    other.close()
    expect(code).toBe(1)
    expect(stderr).toMatch(new RegExp(`^Port ${port} is in use by another program: .*\\n$`))
  })

  test('whose data is of another version: one sentence', async () => {
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, 'postgres'))
    writeFileSync(join(folder.path, 'postgres/PG_VERSION'), '15\n')
    copyFileSync(join(server.data, 'postgres.password'), join(folder.path, 'postgres.password'))
    const { code, stderr } = await runClinics(['list'], { POLYCLINIC_DATA: folder.path })
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^The data directory .* was made by PostgreSQL 15 and this is PostgreSQL 18: .*\n$/,
    )
  })
})
