import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { addAccount } from '@polyclinic/control'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readSettings } from '../installation/read-settings.ts'
import { type ProvenApi, startApi } from '../prove/service/start-api.ts'
import { startProcess } from '../start/start-process.ts'
import { coldCopy } from './testing/cold-copy.ts'
import { ask, fleetFacts } from './testing/fleet-facts.ts'
import { onboardHere, openHere } from './testing/installed.ts'
import { writeManifest } from './testing/kill-and-resume.ts'
import { openEverything } from './testing/open-everything.ts'
import { type PrivateServer, startPrivateServer } from './testing/private-server.ts'
import { runClinics } from './testing/run-clinics.ts'

const password = 'correct horse battery staple'
const slugs = ['ada', 'ben']
let server: PrivateServer
let environment: Record<string, string>
let canary: Person
let other: Person
beforeAll(async () => {
  server = await startPrivateServer()
  environment = { ...server.environment, POLYCLINIC_KEYS_FILE: join(server.data, 'keys.json') }
  // of a worker whose database is taken away under it
  vi.stubEnv('LOG_LEVEL', 'silent')
  ;({ canary, other } = await found())
}, 600_000)
afterAll(() => server?.[Symbol.asyncDispose]())

interface Person {
  email: string
  patientId: string
}

async function found(): Promise<{ canary: Person; other: Person }> {
  await using installation = await openHere(server.environment)
  const { provisioner } = installation
  for (const slug of slugs) await onboardHere(provisioner, writeManifest(server.data, slug))
  const add = async (name: string): Promise<Person> => {
    const email = `${name.toLowerCase()}@people.test`
    await addAccount(provisioner, { email, password, patient: { name, email, phone: '+493012345678' } })
    const [row] = (
      await provisioner.database.query<Person>(
        `select patient_id as "patientId" from account where email_index = $1`,
        [installation.vault.blindIndex('email', email)],
      )
    ).rows
    return { email, patientId: row?.patientId ?? '' }
  }
  return { canary: await add('Canary'), other: await add('Other') }
}

function client(api: ProvenApi) {
  const at = `http://127.0.0.1:${api.port}/v1`
  const send = async (
    method: string,
    path: string,
    given: { body?: object; token?: string; key?: string } = {},
  ) => {
    const answer = await fetch(`${at}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(given.token && { authorization: `Bearer ${given.token}` }),
        ...(given.key && { 'idempotency-key': given.key }),
      },
      ...(given.body && { body: JSON.stringify(given.body) }),
    })
    return { status: answer.status, body: (await answer.json()) as any }
  }
  const signIn = ({ email }: Person) => send('POST', '/auth/login', { body: { email, password } })
  return {
    send,
    signIn,
    async book(token: string, clinic: string, nth: number, reason: string) {
      const path = `/clinics/${clinic}`
      const { body } = await send('GET', `${path}/slots?visitType=consultation&limit=10`)
      const booking = { slotId: body.items[nth].id, visitType: 'consultation', reason }
      const key = `${clinic}-${nth}`
      const booked = await send('POST', `${path}/appointments`, { token, key, body: booking })
      expect([booked.status, booked.body.code]).toEqual([201, undefined])
    },
    finished: (id: string) =>
      eventually(async () => (await send('GET', `/erasures/${id}`)).body.state === 'finished', {
        withinMilliseconds: 60_000,
      }),
  }
}

async function processes() {
  const worker = await startProcess('worker', readSettings(environment), server.adminUrl, undefined)
  const api = await startApi(environment)
  return {
    ...client(api),
    async [Symbol.asyncDispose]() {
      await worker.stop()
      await api[Symbol.asyncDispose]()
    },
  }
}

const theirs = (name: string) => {
  const contact = JSON.stringify({ email: `${name.toLowerCase()}@people.test`, phone: '+493012345678' })
  const reasons = slugs.map((slug) => `${name}s reason at ${slug}`)
  // the patient's own, at each clinic the card, and each reason in its row and in the reply that was kept
  return [
    name,
    `${name.toLowerCase()}@people.test`,
    '+493012345678',
    name,
    name,
    contact,
    contact,
    ...reasons,
    ...reasons,
  ].toSorted()
}
const read = async (person: Person) => [...new Set(await openEverything(server, person.patientId))].toSorted()

test('whoever was erased stays erased, though the databases of before the erasure are put back', async () => {
  const ledger = join(server.data, 'erasures.jsonl')
  const copy = await (async () => {
    await using here = await processes()
    const tokens = await Promise.all(
      [canary, other].map(async (each) => (await here.signIn(each)).body.accessToken),
    )
    for (const slug of slugs) {
      await here.book(tokens[0], slug, 0, `Canarys reason at ${slug}`)
      await here.book(tokens[1], slug, 1, `Others reason at ${slug}`)
    }
    expect(await read(canary)).toEqual([...new Set(theirs('Canary'))])
    const taken = await coldCopy(server)
    const begun = await eventually(async () => {
      const reply = await here.send('POST', '/me/erasure', { token: tokens[0], body: { password } })
      return reply.status === 202 && reply.body
    })
    await here.finished(begun.id)
    expect(await read(canary)).toEqual([])
    return { ...taken, erasureId: begun.id as string }
  })()
  expect(existsSync(ledger)).toBe(true)

  // the control: somebody who restores, and has no ledger, reads everything again
  await copy.restore()
  renameSync(ledger, `${ledger}.away`)
  expect(await read(canary)).toEqual([...new Set(theirs('Canary'))])
  renameSync(`${ledger}.away`, ledger)

  await using here = await processes()
  const refused = await here.signIn(canary)
  expect([refused.status, refused.body.code]).toEqual([401, 'sign-in-refused'])
  await here.finished(copy.erasureId)
  expect(await read(canary)).toEqual([])
  const states = await Promise.all(
    (await fleetFacts(server.adminUrl)).clinics.map(({ databaseName }) =>
      ask(server.adminUrl, databaseName, (query) =>
        query(`select k.state, count(*) filter (where a.status = 'booked')::integer as booked
          from known_patient k join appointment a using (patient_id) where patient_id = '${canary.patientId}'
          group by 1`),
      ),
    ),
  )
  expect(states.flat()).toEqual(slugs.map(() => ({ state: 'erased', booked: 0 })))
  expect(await read(other)).toEqual([...new Set(theirs('Other'))])
  expect((await here.signIn(other)).status).toBe(200)
  expect((await runClinics(['erasures'], environment)).stdout).toBe('Every erasure is finished.\n')
}, 600_000)

test('a clinic that was restored alone is brought after by one command', async () => {
  const [database = ''] = (await fleetFacts(server.adminUrl)).clinics.map(({ databaseName }) => databaseName)
  const bringBack = `update known_patient set state = 'active' where state = 'erased'`
  await ask(server.adminUrl, database, (query) => query(bringBack))
  const { code, stdout } = await runClinics(['erasures', 'replay'], environment)
  expect([code, stdout]).toEqual([
    0,
    '0 erased again in the control plane, 1 in clinics, 0 clinics failed.\n',
  ])
}, 120_000)
