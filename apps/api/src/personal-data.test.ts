import { afterAll, beforeAll, expect, it } from 'vitest'
import { quoteIdentifier } from '@polyclinic/postgres'
import { serverLog } from '@polyclinic/postgres/testing'
import { answerEmailRequests, proveRegistration } from './testing/prove-address.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'

const canary = {
  email: 'canary.quetzal@birds.test',
  password: 'canary password kakapo',
  name: 'Canary Quetzalcoatlus',
  phone: '+493099887766',
  birthDate: '1931-07-19',
}
const reason = 'canary complaint hoatzin'
const words = [...Object.values(canary), reason, 'quetzal', 'kakapo', 'hoatzin', '99887766']

let service: TestService
let token: string
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha', 'doomed'] })
  token = await liveThrough()
})
afterAll(() => service[Symbol.asyncDispose]())

/** A whole life of one patient, with every misfortune on the way; gives their token. */
async function liveThrough(): Promise<string> {
  const { email, password } = canary
  await service.ask('register', { body: canary })
  await service.ask('confirmRegistration', { body: { email, code: canary.name.slice(0, 12) } })
  await proveRegistration(service, email)
  await service.ask('register', { body: canary })
  await service.ask('requestEmailSignIn', { body: { email } })
  await service.ask('requestPasswordReset', { body: { email } })
  await answerEmailRequests(service)
  await service.ask('register', { body: { ...canary, phone: reason, surprise: canary.name } })
  await service.send('POST', '/v1/auth/register', { body: `{"email":"${email}","name":"${canary.name}` })
  await service.ask('signIn', { body: { email, password: `${password}?` } })
  const signedIn = (await service.ask('signIn', { body: { email, password } })).body.accessToken
  await service.ask('me', { token: signedIn })
  const [slot, other] = await service.freeSlots('alpha', 2)
  const [doomed] = await service.freeSlots('doomed', 1)
  if (!slot || !other || !doomed) throw new Error('there are no slots')
  const to = { clinic: 'alpha', token: signedIn }
  const booked = await service.ask('bookAppointment', { ...to, ...service.booking(slot, reason) })
  expect([booked.status, booked.body.reason]).toEqual([201, reason])
  await service.ask('bookAppointment', { ...to, ...service.booking(slot, reason) })
  await service.ask('bookAppointment', { ...to, body: { reason, name: canary.name } })
  await service.ask('listAppointments', { ...to, query: { cursor: canary.name } })
  await service.send('GET', `/v1/clinics/alpha/appointments/${encodeURIComponent(canary.name)}`, to)
  await service.send('GET', `/v1/clinics?search=${encodeURIComponent(canary.name)}`)
  const params = { appointment: booked.body.id }
  await service.ask('cancelAppointment', { ...to, params, ifMatch: '"1"' })
  await service.ask('bookAppointment', { ...to, ...service.booking(other, reason) })
  await service.ask('addDependent', {
    token: signedIn,
    body: { name: canary.name, birthDate: canary.birthDate },
  })
  await service.ask('addDependent', { token: signedIn, body: { name: canary.name, phone: canary.phone } })
  expect((await service.ask('listDependents', { token: signedIn })).body.items[0]?.name).toBe(canary.name)
  const desk = { clinic: 'alpha', token: (await service.member('alpha', 'staff')).token }
  const known = { ...desk, params: { patient: booked.body.patientId } }
  const blocked = await service.ask('blockPatient', { ...known, body: { reason }, ifMatch: '"1"' })
  expect([blocked.body.name, blocked.body.blockedReason]).toEqual([canary.name, reason])
  await service.ask('blockPatient', { ...known, body: { reason }, ifMatch: '"1"' })
  // the database fails in the midst of it, with the statement's parameters at hand
  const inside = service.fleet.asSuperuser((await service.clinic('doomed')).databaseName)
  await inside.query(`alter table appointment add constraint doomed check (sealed_reason is null)`)
  const failed = await service.ask('bookAppointment', {
    ...to,
    clinic: 'doomed',
    ...service.booking(doomed, reason),
  })
  expect([failed.status, failed.problem.code]).toEqual([500, 'internal-error'])
  expect(failed.text).not.toMatch(/canary|doomed"|constraint/i)
  return signedIn
}

/** Each word as it stands, and as Postgres shows it inside of bytes. */
const disguises = (word: string): string[] => [
  word.toLowerCase(),
  Buffer.from(word).toString('hex'),
  Buffer.from(word.toLowerCase()).toString('hex'),
  Buffer.from(word).toString('base64').replace(/=+$/, '').slice(0, -1).toLowerCase(),
]

function found(text: string): string[] {
  const lower = text.toLowerCase()
  return words.filter((word) => disguises(word).some((disguise) => lower.includes(disguise)))
}

async function dump(database: string): Promise<{ text: string; tables: string[] }> {
  const superuser = service.fleet.asSuperuser(database)
  const { rows } = await superuser.query<{ schema: string; name: string }>(
    `select schemaname as schema, tablename as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { schema, name } of rows) {
    const table = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
    const { rows: all } = await superuser.query<{ row: string }>(`select t::text as row from ${table} t`)
    texts.push(...all.map(({ row }) => row))
  }
  return { text: texts.join('\n'), tables: rows.map(({ name }) => name) }
}

it('stands in no table as it is', async () => {
  for (const [database, table] of [
    [service.fleet.name, 'patient'],
    [(await service.clinic('alpha')).databaseName, 'known_patient'],
  ] as const) {
    const { text, tables } = await dump(database)
    expect(tables).toContain(table)
    expect(text.length).toBeGreaterThan(1_000)
    expect(found(text)).toEqual([])
  }
  // the search would have found it
  const { text } = await dump((await service.clinic('alpha')).databaseName)
  expect(found(`${text} ${Buffer.from(canary.name).toString('hex')}`)).toContain(canary.name)
})

it('is in no line of the log at its most talkative, nor is a password or a token', () => {
  const text = service.log.join('')
  expect(text).toContain('request failed')
  expect(found(text)).toEqual([])
  expect(text).not.toContain(token.split('.')[2])
})

it('is neither in the metrics nor in the log of the database server', async () => {
  const metrics = await service.send('GET', '/metrics')
  expect(metrics.text).toContain('http_requests_total')
  expect(found(metrics.text)).toEqual([])
  const log = await serverLog((await service.clinic('doomed')).databaseName)
  expect(log).toContain('doomed')
  expect(found(log)).toEqual([])
})
