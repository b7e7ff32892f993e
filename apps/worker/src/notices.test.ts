import { cancelAppointment } from '@polyclinic/clinic'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openTelling, type Telling } from './testing/open-telling.ts'

let telling: Telling
beforeAll(async () => {
  telling = await openTelling()
})
afterEach(async () => {
  await telling.startAnew()
  // at every level, of every test
  expect(telling.log.join('')).not.toMatch(/canary|people\.test|welcome/i)
})
afterAll(() => telling?.[Symbol.asyncDispose]())

const slowly = { withinMilliseconds: 20_000 }
let addresses = 0
const anAddress = () => `canary.${++addresses}@people.test`

test('who has booked is told so, once the grace is over, and once', async () => {
  const patient = await telling.day.aPatient({ email: 'canary.ada@people.test' })
  const { reference } = await telling.day.book(patient)
  await telling.relayed()
  expect(await telling.notices()).toMatchObject([{ kind: 'booked', state: 'waiting' }])
  await telling.allEnded()
  expect(telling.server.read).toMatchObject([
    { to: ['canary.ada@people.test'], source: expect.stringContaining(reference) },
  ])
  expect(await telling.notices()).toEqual([{ kind: 'booked', state: 'sent', reason: null, attempts: 1 }])
})

test('a cancellation is told to whom the booking was; where the same time was booked again only its entry goes', async () => {
  const [one, two] = [
    await telling.day.aPatient({ email: anAddress() }),
    await telling.day.aPatient({ email: anAddress() }),
  ]
  const [visit, again] = [await telling.day.book(one), await telling.day.book(two, { nth: 5 })]
  await telling.told()
  await cancelAppointment(telling.day.clinic, telling.day.desk, visit.id, visit.version)
  await cancelAppointment(telling.day.clinic, telling.day.desk, again.id, again.version)
  await telling.day.rebook(two, again)
  await telling.told()
  const ended = (await telling.notices()).map(({ kind, state, reason }) => `${kind}: ${reason ?? state}`)
  const booked = ['booked: sent', 'booked: sent', 'booked: sent']
  expect(ended.toSorted()).toEqual([...booked, 'cancelled: sent', 'cancelled: sent'])
  const cancellations = telling.server.read.filter(({ source }) => source.includes('method=CANCEL'))
  const saysSo = (visit: { reference: string }) =>
    cancellations
      .filter(({ source }) => source.includes(visit.reference))
      .map(({ source }) => source.replaceAll('=\r\n', '').includes('that booking stands'))
  expect([saysSo(visit), saysSo(again)]).toEqual([[false], [true]])
})

test('a mail server that refuses for good is not asked again: the desk sees it, and the phone is tried', async () => {
  telling.server.mood = { recipient: 550 }
  const both = await telling.day.aPatient({ email: anAddress(), phone: '+12125550123' })
  await telling.day.book(both)
  await telling.told()
  expect(await telling.notices()).toMatchObject([
    { kind: 'booked', state: 'refused', reason: '550', attempts: 1 },
    { kind: 'booked', state: 'sent', reason: null },
  ])
  expect(telling.gateway.taken).toMatchObject([{ to: '+12125550123' }])
})

test('who has neither e-mail nor phone stops nobody else', async () => {
  const [none, one] = [await telling.day.aPatient({}), await telling.day.aPatient({ email: anAddress() })]
  await telling.day.book(none)
  await telling.day.book(one, { nth: 3 })
  await telling.told()
  expect(await telling.notices()).toMatchObject([
    { state: 'dropped', reason: 'no-address' },
    { state: 'sent', reason: null },
  ])
})

test('a template that cannot be filled is a dead letter at once, with its reason, and stops nobody else', async () => {
  const { clinic, day, server, here } = telling
  await clinic.inside.query(
    `insert into notice_template (kind, language, channel, body) values ('booked', 'en', 'email', '{{nonsense}}')`,
  )
  const [one, other] = [
    await day.aPatient({ email: anAddress() }),
    await day.aPatient({ email: anAddress() }),
  ]
  await day.book(one)
  await telling.relayed()
  const dead = await eventually(async () => {
    await telling.graceIsOver()
    const { rows } = await here.admin.query<{ error: string }>(
      `select last_error as error from graphile_worker.jobs where attempts >= max_attempts and locked_at is null`,
    )
    return rows[0]
  }, slowly)
  expect(dead.error).toContain("The clinic's template for booked (email) cannot be filled.")
  const cancelled = await day.book(other, { nth: 6 })
  await clinic.inside.query('delete from notice_template')
  await telling.relayed()
  await eventually(async () => {
    await telling.graceIsOver()
    return server.read.some(({ source }) => source.includes(cancelled.reference))
  }, slowly)
  await eventually(async () => (await telling.notices())[1]?.state === 'sent', slowly)
  expect((await telling.notices())[0]?.state).toBe('waiting')
})

test('a poisoned notice ends as a dead letter with its reason, and the others go on', async () => {
  const [bad, good] = [
    await telling.day.aPatient({ email: anAddress() }),
    await telling.day.aPatient({ email: anAddress() }),
  ]
  await telling.day.book(bad)
  await telling.day.book(good, { nth: 4 })
  await telling.relayed()
  const { rows } = await telling.here.admin.query<{ id: string }>('select id from notice order by id')
  // what was sealed for somebody else does not open
  await telling.here.admin.query(
    'update patient set sealed_email = (select sealed_email from patient where id = $2) where id = $1',
    [bad.patientId, good.patientId],
  )
  await telling.here.admin.query('update graphile_worker._private_jobs set max_attempts = 1')
  await telling.graceIsOver()
  await eventually(async () => (await telling.notices()).some(({ state }) => state === 'sent'), slowly)
  const dead = await eventually(async () => {
    const found = await telling.here.admin.query<{ task: string; error: string }>(
      `select task_identifier as task, last_error as error from graphile_worker.jobs where attempts >= max_attempts`,
    )
    return found.rowCount === 1 && found.rows
  })
  expect(dead).toMatchObject([{ task: 'send-notice', error: expect.stringContaining('does not open') }])
  expect((await telling.notices()).map(({ state }) => state).toSorted()).toEqual(['sent', 'waiting'])
  expect(rows).toHaveLength(2)
  await telling.here.admin.query('update patient set sealed_email = null where id = $1', [bad.patientId])
})
