import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addAccount, SigningKeys, TokenIssuer } from '@polyclinic/control'
import { eventually } from '@polyclinic/postgres/testing'
import { askOverHttp } from './testing/ask-over-http.ts'
import { installTestFleet, type TestFleet } from './testing/install-test-fleet.ts'
import { environmentOf, mainFile, startApiProcess } from './testing/start-api-process.ts'
import { testKeys } from './testing/test-keys.ts'
import { testManifest } from './testing/test-manifest.ts'
import { testPassword, testPeople } from './testing/test-people.ts'

let fleet: TestFleet
beforeAll(async () => {
  fleet = await installTestFleet(inject('adminUrl'), [testManifest('alpha')])
})
afterAll(() => fleet[Symbol.asyncDispose]())

/** The same keys, as they would have been made for production. */
const productionKeys = JSON.stringify({ ...JSON.parse(testKeys), development: false })
const ledger = join(tmpdir(), `erasures-${process.pid}.jsonl`)
const production = {
  NODE_ENV: 'production',
  POLYCLINIC_KEYS: productionKeys,
  POLYCLINIC_ERASURE_LEDGER: ledger,
}
afterAll(() => rmSync(ledger, { force: true }))

it('a start that is refused ends with one sentence and a code that is not zero', async () => {
  await addAccount(fleet.provisioner, { email: 'demo@people.test', password: testPassword, demo: true })
  await using withDemo = startApiProcess({ ...environmentOf(fleet), ...production })
  await using withoutServer = startApiProcess({ ...environmentOf(fleet), DATABASE_URL: undefined })
  for (const [{ ended }, words] of [
    [withDemo, /demo accounts/],
    [withoutServer, /DATABASE_URL/],
  ] as const) {
    const { code, stdout, stderr } = await ended
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/^[A-Z][^\n]*\.\n$/)])
    expect(stderr).toMatch(words)
  }
  await fleet.asSuperuser(fleet.name).query('delete from account where demo')
})

describe('a running API', () => {
  it('starts in production where all is in order, and tells browsers to come back encrypted', async () => {
    await using api = startApiProcess({ ...environmentOf(fleet), ...production })
    using client = askOverHttp(await api.port)
    const ready = await client.ask('ready')
    expect([ready.status, ready.headers['strict-transport-security']]).toEqual([200, expect.any(String)])
  })

  it('told to stop twice finishes what is under way, takes nothing new, and ends well', async () => {
    await using api = startApiProcess({ ...environmentOf(fleet), POLYCLINIC_TIED_TO_PARENT: '1' })
    using client = askOverHttp(await api.port)
    const issuer = new TokenIssuer(new SigningKeys(fleet.provisioner), {
      issuer: 'http://api.test',
      audience: 'http://api.test',
    })
    const { token } = await testPeople(fleet, issuer).patient()
    const [slot] = (await client.ask('listSlots', { clinic: 'alpha', query: { limit: 1 } })).body.items
    const { rows } = await fleet.provisioner.database.query<{ name: string }>(
      'select database_name as name from clinic',
    )
    const inside = fleet.asSuperuser(rows[0]?.name ?? '')

    // the booking waits for the slot until we let go of it
    const { booking, stopped } = await inside.transaction(async (tx) => {
      await tx.query('select from slot where id = $1 for update', [slot?.id])
      const booking = client.ask('bookAppointment', {
        clinic: 'alpha',
        token,
        body: { slotId: slot?.id, visitType: 'consultation' },
        headers: { 'idempotency-key': 'the-last-one' },
      })
      const waiting = () =>
        inside.query(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        )
      await eventually(async () => (await waiting()).rows.length > 0)
      api.child.kill('SIGTERM')
      api.child.kill('SIGTERM')
      api.child.kill('SIGINT')
      await eventually(() =>
        client.ask('live').then(
          () => false,
          ({ code }) => code === 'ECONNREFUSED',
        ),
      )
      return { booking, stopped: api.ended }
    })
    expect((await booking).status).toBe(201)
    expect(await stopped).toMatchObject({ code: 0, signal: null, stderr: '' })
  })

  it('ends when the process that started it is killed outright', async () => {
    const starter = `
      const child = require('node:child_process').spawn(process.execPath, [${JSON.stringify(mainFile)}], {
        env: process.env, stdio: ['pipe', 'pipe', 'ignore'],
      })
      child.stdout.pipe(process.stdout)
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['-e', starter], {
      env: { ...environmentOf(fleet), POLYCLINIC_TIED_TO_PARENT: '1' } as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: parent.stdout })
    // what it has to say before it listens has no port
    let port: number | undefined
    for await (const line of lines) {
      port = JSON.parse(line).port
      if (port !== undefined) break
    }
    using client = askOverHttp(port ?? 0)
    expect((await client.ask('live')).status).toBe(200)
    parent.kill('SIGKILL')
    await eventually(() =>
      client.ask('live').then(
        () => false,
        ({ code }) => code === 'ECONNREFUSED',
      ),
    )
  })
})
