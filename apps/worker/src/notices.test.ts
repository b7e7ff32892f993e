import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cancelAppointment, rescheduleAppointment } from '@polyclinic/clinic'
import { enqueueJobs, relayJob, sendByHand } from '@polyclinic/control'
import { type MoodyServer, openMoodyServer } from '@polyclinic/mail/mailbox'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from './boot/config.ts'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { planReminders } from './tasks/plan-reminders.ts'
import { queueDueNotices } from './tasks/queue-due-notices.ts'
import { relayOutbox } from './tasks/relay-outbox.ts'
import { sendNotice } from './tasks/send-notice.ts'
import { openTestDay, type TestDay } from './testing/open-test-day.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

let here: TestInstallation
let clinic: Awaited<ReturnType<TestInstallation['onboard']>>
let server: MoodyServer
let day: TestDay
let worker: RunningWorker
const log: string[] = []
const texts: string[] = []
const gateway = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += chunk))
  request.on('end', () => {
    texts.push(new URLSearchParams(body).get('To') ?? '')
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid":"SM1"}')
  })
})

beforeAll(async () => {
  ;[here, server] = await Promise.all([openTestInstallation(), openMoodyServer()])
  clinic = await here.onboard('riverside')
  day = await openTestDay(here, clinic.id)
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
  const environment = {
    ...here.environment,
    POLYCLINIC_SMTP_URL: server.smtpUrl,
    POLYCLINIC_SMS_URL: `http://AC1:token@127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    POLYCLINIC_SMS_FROM: '+15550100',
    LOG_LEVEL: 'trace',
  }
  worker = await startWorker(
    readConfig(environment),
    { tasks: [relayOutbox, sendNotice, queueDueNotices, planReminders], crontab: '' },
    { write: (line) => log.push(line) },
  )
})
afterEach(async () => {
  await here.admin.query('truncate notice; truncate graphile_worker._private_jobs')
  await clinic.inside.query('delete from outbox')
  server.mood = {}
  server.read = []
  texts.length = 0
  // at every level, of every test
  expect(log.join('')).not.toMatch(/canary|people\.test|welcome/i)
})
afterAll(async () => {
  await worker.stop()
  await day[Symbol.asyncDispose]()
  await here[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
  gateway.close()
})

const notices = async () =>
  (
    await here.admin.query<{ kind: string; state: string; reason: string | null; attempts: number }>(
      'select kind, state, reason, attempts from notice order by id',
    )
  ).rows
/** What the queue does by itself once the grace is over */
const graceIsOver = () =>
  here.admin.query(`update graphile_worker._private_jobs set run_at = now() where run_at > now()`)
const relayed = async () => {
  await enqueueJobs(here.admin, [relayJob(clinic.id)])
  await eventually(async () => (await clinic.inside.query('select from outbox')).rowCount === 0)
}
const allEnded = () =>
  eventually(async () => {
    // who was told something else at that moment is looked at again
    await graceIsOver()
    return (await here.admin.query(`select from notice where state = 'waiting'`)).rowCount === 0
  })

test('who has booked is told so, once the grace is over, and once', async () => {
  const patient = await day.aPatient({ email: 'canary.ada@people.test' })
  const { reference } = await day.book(patient)
  await relayed()
  expect(await notices()).toMatchObject([{ kind: 'booked', state: 'waiting' }])
  await graceIsOver()
  await allEnded()
  expect(server.read).toMatchObject([
    { to: ['canary.ada@people.test'], source: expect.stringContaining(reference) },
  ])
  expect(await notices()).toEqual([{ kind: 'booked', state: 'sent', reason: null, attempts: 1 }])
})

/** Told of all that has happened, the grace over */
const told = async () => {
  await relayed()
  await graceIsOver()
  await allEnded()
}
/** Waits are over: what the sweep of each minute does by itself */
const sweep = async () => {
  await here.admin.query(`update notice set due_at = now() where state = 'waiting' and not queued`)
  await enqueueJobs(here.admin, [{ task: 'queue-due-notices', payload: {} }])
}
const failedOnce = () =>
  eventually(
    async () =>
      (await here.admin.query(`select from notice where state = 'waiting' and not queued and attempts = 1`))
        .rowCount === 1,
  )
/** Whether the clinic's processes get into its database */
const mayLogIn = async (may: boolean) => {
  const { rows } = await here.admin.query<{ role: string }>('select role_name as role from clinic')
  await here.admin.query(`alter role "${rows[0]?.role}" ${may ? 'login' : 'nologin'}`)
  if (!may) {
    await here.admin.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [
      rows[0]?.role,
    ])
  }
}
let addresses = 0
const anAddress = () => `canary.${++addresses}@people.test`

describe('within the grace', () => {
  test('who has booked and cancelled hears of neither', async () => {
    const patient = await day.aPatient({ email: anAddress() })
    const { id, version } = await day.book(patient)
    await cancelAppointment(day.clinic, day.desk, id, version)
    await told()
    expect(server.read).toEqual([])
    expect(await notices()).toMatchObject([
      { kind: 'booked', state: 'dropped', reason: 'over' },
      { kind: 'cancelled', state: 'dropped', reason: 'never-told' },
    ])
  })

  test('two visits of one day are one message, and one of another day is another', async () => {
    const patient = await day.aPatient({ email: anAddress() })
    const visits = [
      await day.book(patient),
      await day.book(patient, { nth: 9 }),
      await day.book(patient, { day: 2 }),
    ]
    await told()
    expect(server.read).toHaveLength(2)
    const whole = server.read.find(({ source }) => source.includes(visits[0]?.reference ?? ''))
    expect(whole?.source).toContain(visits[1]?.reference)
    expect((await notices()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
  })

  test('who has booked and moved is told the time that counts, once', async () => {
    const patient = await day.aPatient({ email: anAddress() })
    const { id, version } = await day.book(patient)
    const [slot] = (
      await day.clinic.database.query<{ id: string; version: number }>(
        `select s.id, s.version from slot s, clinic_profile p, visit_type v where v.code = 'consultation'
           and visit_refusal(s, p, v, false) is null order by s.starts_at desc limit 1`,
      )
    ).rows
    await rescheduleAppointment(day.clinic, day.desk, id, { slotId: slot?.id ?? '' }, version)
    await told()
    expect(server.read).toHaveLength(1)
    expect(await notices()).toMatchObject([
      { kind: 'booked', state: 'sent' },
      { kind: 'changed', state: 'dropped', reason: 'told-already' },
    ])
  })
})

test('a cancellation is told to whom the booking was, and not where the same time was booked again', async () => {
  const [one, two] = [await day.aPatient({ email: anAddress() }), await day.aPatient({ email: anAddress() })]
  const [visit, again] = [await day.book(one), await day.book(two, { nth: 5 })]
  await told()
  await cancelAppointment(day.clinic, day.desk, visit.id, visit.version)
  await cancelAppointment(day.clinic, day.desk, again.id, again.version)
  await day.rebook(two, again)
  await told()
  const ended = (await notices()).map(({ kind, state, reason }) => `${kind}: ${reason ?? state}`)
  const booked = ['booked: sent', 'booked: sent', 'booked: sent']
  expect(ended.toSorted()).toEqual([...booked, 'cancelled: sent', 'cancelled: undone'])
})

test('events that are brought again tell nobody again', async () => {
  const patient = await day.aPatient({ email: anAddress() })
  await day.book(patient)
  await told()
  await here.admin.query('truncate event_seen')
  await clinic.inside.query(
    `insert into outbox (id, at, type) select id, at, type from appointment_event order by id desc limit 1`,
  )
  await told()
  expect(await notices()).toHaveLength(1)
  expect(server.read).toHaveLength(1)
})

describe('a mail server that', () => {
  test.each([
    ['goes away', { recipient: 421 }, expect.stringMatching(/^(421|ECONNECTION)$/), 0],
    ['is busy', { recipient: 450 }, '450', 0],
    ['hangs up in the middle', { cuts: 'amid' }, 'ECONNECTION', 0],
    ['takes it and does not say so', { cuts: 'after' }, 'ECONNECTION', 1],
  ] as const)('%s delays what is told, and nobody’s booking', async (_, mood, error, readBefore) => {
    server.mood = mood
    const patient = await day.aPatient({ email: anAddress() })
    await day.book(patient)
    await relayed()
    await graceIsOver()
    await failedOnce()
    const { rows } = await here.admin.query<{ id: string; error: string }>('select id, error from notice')
    expect(rows).toMatchObject([{ error }])
    server.mood = {}
    await sweep()
    await allEnded()
    expect(await notices()).toMatchObject([{ state: 'sent', attempts: 2 }])
    expect(server.read).toHaveLength(readBefore + 1)
    // one that was read twice is known by its id
    for (const { source } of server.read) expect(source).toContain(`Message-ID: <${rows[0]?.id}@localhost>`)
  })

  test('refuses for good is not asked again: the desk sees it, and the phone is tried', async () => {
    server.mood = { recipient: 550 }
    const both = await day.aPatient({ email: anAddress(), phone: '+12125550123' })
    await day.book(both)
    await told()
    expect(await notices()).toMatchObject([
      { kind: 'booked', state: 'refused', reason: '550', attempts: 1 },
      { kind: 'booked', state: 'sent', reason: null },
    ])
    expect(texts).toEqual(['+12125550123'])
  })
})

test('who has neither e-mail nor phone stops nobody else', async () => {
  const [none, one] = [await day.aPatient({}), await day.aPatient({ email: anAddress() })]
  await day.book(none)
  await day.book(one, { nth: 3 })
  await told()
  expect(await notices()).toMatchObject([
    { state: 'dropped', reason: 'no-address' },
    { state: 'sent', reason: null },
  ])
})

test('a clinic that cannot be asked delays what is told of it', async () => {
  const patient = await day.aPatient({ email: anAddress() })
  await day.book(patient)
  await relayed()
  await mayLogIn(false)
  await graceIsOver()
  await failedOnce()
  const { rows } = await here.admin.query('select state, error from notice')
  expect(rows).toEqual([{ state: 'waiting', error: 'database-unavailable' }])
  await mayLogIn(true)
  await sweep()
  await allEnded()
  expect(await notices()).toMatchObject([{ state: 'sent' }])
})

test('what the desk writes arrives, is kept by nobody, and once for its key', async () => {
  const patient = await day.aPatient({ email: anAddress() })
  const words = { subject: 'Your papers', text: 'Please bring the Canary papers.' }
  const once = { idempotencyKey: 'a key', fingerprint: 'ab'.repeat(32) }
  const wish = { patientId: patient.patientId, channel: undefined, visit: undefined, words }
  const [{ id }] = [await sendByHand(day.control, day.desk, day.clinic, wish, once)]
  expect((await sendByHand(day.control, day.desk, day.clinic, wish, once)).id).toBe(id)
  await allEnded()
  expect(server.read).toMatchObject([{ source: expect.stringContaining('Your papers') }])
  const { rows } = await here.admin.query('select sealed_words from notice')
  expect(rows).toEqual([{ sealed_words: null }])
})

test('a poisoned notice ends as a dead letter with its reason, and the others go on', async () => {
  const [bad, good] = [await day.aPatient({ email: anAddress() }), await day.aPatient({ email: anAddress() })]
  await day.book(bad)
  await day.book(good, { nth: 4 })
  await relayed()
  const { rows } = await here.admin.query<{ id: string }>('select id from notice order by id')
  // what was sealed for somebody else does not open
  await here.admin.query(
    'update patient set sealed_email = (select sealed_email from patient where id = $2) where id = $1',
    [bad.patientId, good.patientId],
  )
  await here.admin.query('update graphile_worker._private_jobs set max_attempts = 1')
  await graceIsOver()
  await eventually(async () => (await notices()).some(({ state }) => state === 'sent'))
  const dead = await eventually(async () => {
    const found = await here.admin.query<{ task: string; error: string }>(
      `select task_identifier as task, last_error as error from graphile_worker.jobs where attempts >= max_attempts`,
    )
    return found.rowCount === 1 && found.rows
  })
  expect(dead).toMatchObject([{ task: 'send-notice', error: expect.stringContaining('does not open') }])
  expect((await notices()).map(({ state }) => state).toSorted()).toEqual(['sent', 'waiting'])
  expect(rows).toHaveLength(2)
  await here.admin.query('update patient set sealed_email = null where id = $1', [bad.patientId])
})

test('a reminder leaves at the clinic’s offset, and for a visit that was moved or cancelled none does', async () => {
  const people = await Promise.all([1, 2, 3].map(() => day.aPatient({ email: anAddress() })))
  const visits: Awaited<ReturnType<TestDay['book']>>[] = []
  for (const [nth, patient] of people.entries()) visits.push(await day.book(patient, { nth: nth * 3 }))
  await told()
  server.read = []
  // so that all of them are due now, whatever the time of day
  await clinic.inside.query(`update clinic_profile set quiet_from = '00:00', quiet_until = '00:00'`)
  await clinic.inside.query(`update appointment set booked_at = booked_at - interval '3 days'`)
  await clinic.inside.query(`update appointment_event set at = at - interval '3 days'`)
  await clinic.inside.query(
    `update clinic_profile set reminder_offsets_minutes = array[(
       select extract(epoch from min(starts_at) - now())::integer / 60 + 121
       from appointment where status = 'booked' and id = any ($1))]`,
    [visits.map(({ id }) => id)],
  )
  await enqueueJobs(here.admin, [{ task: 'plan-reminders', payload: { clinicId: clinic.id } }])
  const reminders = async () =>
    (
      await here.admin.query<{ state: string; reason: string | null }>(
        `select state, reason from notice where kind = 'reminder' and appointment_id = any ($1::uuid[])
         order by array_position($1::uuid[], appointment_id)`,
        [visits.map(({ id }) => id)],
      )
    ).rows
  await eventually(async () => (await reminders()).length === 3)
  const [, cancelled, moved] = visits
  if (!cancelled || !moved) throw new Error('nobody has booked')
  await cancelAppointment(day.clinic, day.desk, cancelled.id, cancelled.version + 1)
  await here.admin.query(
    `update notice set starts_at = starts_at - interval '1 hour' where appointment_id = $1`,
    [moved.id],
  )
  await sweep()
  await allEnded()
  expect((await reminders()).map(({ state, reason }) => reason ?? state)).toEqual(['sent', 'over', 'moved'])
  const mailed = (reference: string) => server.read.filter(({ source }) => source.includes(reference)).length
  expect(visits.map(({ reference }) => mailed(reference))).toEqual([1, 0, 0])
})
