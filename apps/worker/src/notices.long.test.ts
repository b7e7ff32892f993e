import { cancelAppointment, rescheduleAppointment } from '@polyclinic/clinic'
import { enqueueJobs, sendByHand } from '@polyclinic/control'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '@polyclinic/postgres/testing'
import type { TestDay } from './testing/open-test-day.ts'
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

/** Whether the clinic's processes get into its database */
const mayLogIn = async (may: boolean) => {
  const { rows } = await telling.here.admin.query<{ role: string }>('select role_name as role from clinic')
  await telling.here.admin.query(`alter role "${rows[0]?.role}" ${may ? 'login' : 'nologin'}`)
  if (!may) {
    await telling.here.admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where usename = $1',
      [rows[0]?.role],
    )
  }
}
describe('within the grace', () => {
  test('who has booked and cancelled hears of neither', async () => {
    const patient = await telling.day.aPatient({ email: anAddress() })
    const { id, version } = await telling.day.book(patient)
    await cancelAppointment(telling.day.clinic, telling.day.desk, id, version)
    await telling.told()
    expect(telling.server.read).toEqual([])
    expect(await telling.notices()).toMatchObject([
      { kind: 'booked', state: 'dropped', reason: 'over' },
      { kind: 'cancelled', state: 'dropped', reason: 'never-told' },
    ])
  })

  test('two visits of one day are one message, and one of another day is another', async () => {
    const patient = await telling.day.aPatient({ email: anAddress() })
    const visits = [
      await telling.day.book(patient),
      await telling.day.book(patient, { nth: 9 }),
      await telling.day.book(patient, { day: 2 }),
    ]
    await telling.told()
    expect(telling.server.read).toHaveLength(2)
    const whole = telling.server.read.find(({ source }) => source.includes(visits[0]?.reference ?? ''))
    expect(whole?.source).toContain(visits[1]?.reference)
    expect((await telling.notices()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
  })

  test('who has booked and moved is told the time that counts, once', async () => {
    const patient = await telling.day.aPatient({ email: anAddress() })
    const { id, version } = await telling.day.book(patient)
    const [slot] = (
      await telling.day.clinic.database.query<{ id: string; version: number }>(
        `select s.id, s.version from slot s, clinic_profile p, visit_type v where v.code = 'consultation'
           and visit_refusal(s, p, v, false) is null order by s.starts_at desc limit 1`,
      )
    ).rows
    await rescheduleAppointment(telling.day.clinic, telling.day.desk, id, { slotId: slot?.id ?? '' }, version)
    await telling.told()
    expect(telling.server.read).toHaveLength(1)
    expect(await telling.notices()).toMatchObject([
      { kind: 'booked', state: 'sent' },
      { kind: 'changed', state: 'dropped', reason: 'told-already' },
    ])
  })
})

test('a mail server that answers nobody for a long time keeps neither bookings nor short messages waiting', async () => {
  const { day, server, gateway, clinic, here } = telling
  const answers = Promise.withResolvers<void>()
  server.mood = { waitsFor: answers.promise }
  const slow = [await day.aPatient({ email: anAddress() }), await day.aPatient({ email: anAddress() })]
  for (const [nth, patient] of slow.entries()) await day.book(patient, { nth })
  await telling.relayed()
  await telling.graceIsOver()
  // whole, and without an answer
  await eventually(() => server.read.length === 2, slowly)
  const other = await day.book(await day.aPatient({ phone: '+12125550188' }), { nth: 7 })
  await telling.relayed()
  const { rowCount } = await here.admin.query(
    'select from patient_appointment where clinic_id = $1 and appointment_id = $2',
    [clinic.id, other.id],
  )
  expect(rowCount).toBe(1)
  await eventually(async () => {
    await telling.graceIsOver()
    return gateway.taken.length === 1
  }, slowly)
  const states = async () =>
    (await telling.notices())
      // by the time of day a visit is reminded of as well
      .filter(({ kind }) => kind !== 'reminder')
      .map(({ state }) => state)
      .join(' ')
  // that it was sent is written down a moment after the gateway took it
  await eventually(async () => (await states()) === 'waiting waiting sent', slowly)
  answers.resolve()
  await telling.allEnded()
  expect(await states()).toBe('sent sent sent')
  expect(server.read).toHaveLength(2)
})

test('events that are brought again tell nobody again', async () => {
  const patient = await telling.day.aPatient({ email: anAddress() })
  await telling.day.book(patient)
  await telling.told()
  await telling.here.admin.query('truncate event_seen')
  await telling.clinic.inside.query(
    `insert into outbox (id, at, type) select id, at, type from appointment_event order by id desc limit 1`,
  )
  await telling.told()
  expect((await telling.notices()).filter(({ kind }) => kind !== 'reminder')).toHaveLength(1)
  expect(telling.server.read).toHaveLength(1)
})

describe('a mail server that', () => {
  test.each([
    ['goes away', { recipient: 421 }, expect.stringMatching(/^(421|ECONNECTION)$/), 0],
    ['is busy', { recipient: 450 }, '450', 0],
    ['hangs up in the middle', { cuts: 'amid' }, 'ECONNECTION', 0],
    ['takes it and does not say so', { cuts: 'after' }, 'ECONNECTION', 1],
  ] as const)('%s delays what is told, and nobody’s booking', async (_, mood, error, readBefore) => {
    telling.server.mood = mood
    const patient = await telling.day.aPatient({ email: anAddress() })
    await telling.day.book(patient)
    await telling.relayed()
    await telling.graceIsOver()
    await telling.failedOnce()
    const { rows } = await telling.here.admin.query<{ id: string; error: string }>(
      'select id, error from notice',
    )
    expect(rows).toMatchObject([{ error }])
    telling.server.mood = {}
    await telling.sweep()
    await telling.allEnded()
    expect(await telling.notices()).toMatchObject([{ state: 'sent', attempts: 2 }])
    expect(telling.server.read).toHaveLength(readBefore + 1)
    // one that was read twice is known by its id
    for (const { source } of telling.server.read)
      expect(source).toContain(`Message-ID: <${rows[0]?.id}@localhost>`)
  })
})

test('a clinic that cannot be asked delays what is told of it', async () => {
  const patient = await telling.day.aPatient({ email: anAddress() })
  await telling.day.book(patient)
  await telling.relayed()
  await mayLogIn(false)
  await telling.graceIsOver()
  await telling.failedOnce()
  const { rows } = await telling.here.admin.query('select state, error from notice')
  expect(rows).toEqual([{ state: 'waiting', error: 'database-unavailable' }])
  await mayLogIn(true)
  await telling.sweep()
  await telling.allEnded()
  expect(await telling.notices()).toMatchObject([{ state: 'sent' }])
})

test('what the desk writes arrives, is kept by nobody, and once for its key', async () => {
  const patient = await telling.day.aPatient({ email: anAddress() })
  const words = { subject: 'Your papers', text: 'Please bring the Canary papers.' }
  const once = { idempotencyKey: 'a key', fingerprint: 'ab'.repeat(32) }
  const wish = { patientId: patient.patientId, channel: undefined, visit: undefined, words }
  const [{ id }] = [await sendByHand(telling.day.control, telling.day.desk, telling.day.clinic, wish, once)]
  expect((await sendByHand(telling.day.control, telling.day.desk, telling.day.clinic, wish, once)).id).toBe(
    id,
  )
  await telling.allEnded()
  expect(telling.server.read).toMatchObject([{ source: expect.stringContaining('Your papers') }])
  const { rows } = await telling.here.admin.query('select sealed_words from notice')
  expect(rows).toEqual([{ sealed_words: null }])
})

test('a reminder leaves at the clinic’s offset, and for a visit that was moved or cancelled none does', async () => {
  const people = await Promise.all([1, 2, 3].map(() => telling.day.aPatient({ email: anAddress() })))
  const visits: Awaited<ReturnType<TestDay['book']>>[] = []
  for (const [nth, patient] of people.entries())
    visits.push(await telling.day.book(patient, { nth: nth * 3 }))
  await telling.told()
  telling.server.read = []
  // so that all of them are due now, whatever the time of day
  await telling.clinic.inside.query(`update clinic_profile set quiet_from = '00:00', quiet_until = '00:00'`)
  await telling.clinic.inside.query(`update appointment set booked_at = booked_at - interval '3 days'`)
  await telling.clinic.inside.query(`update appointment_event set at = at - interval '3 days'`)
  await telling.clinic.inside.query(
    `update clinic_profile set reminder_offsets_minutes = array[(
       select extract(epoch from min(starts_at) - now())::integer / 60 + 121
       from appointment where status = 'booked' and id = any ($1))]`,
    [visits.map(({ id }) => id)],
  )
  await enqueueJobs(telling.here.admin, [
    { task: 'plan-reminders', payload: { clinicId: telling.clinic.id } },
  ])
  const reminders = async () =>
    (
      await telling.here.admin.query<{ state: string; reason: string | null }>(
        `select state, reason from notice where kind = 'reminder' and appointment_id = any ($1::uuid[])
         order by array_position($1::uuid[], appointment_id)`,
        [visits.map(({ id }) => id)],
      )
    ).rows
  await eventually(async () => (await reminders()).length === 3)
  const [, cancelled, moved] = visits
  if (!cancelled || !moved) throw new Error('nobody has booked')
  await cancelAppointment(telling.day.clinic, telling.day.desk, cancelled.id, cancelled.version + 1)
  await telling.here.admin.query(
    `update notice set starts_at = starts_at - interval '1 hour' where appointment_id = $1`,
    [moved.id],
  )
  await telling.sweep()
  await telling.allEnded()
  expect((await reminders()).map(({ state, reason }) => reason ?? state)).toEqual(['sent', 'over', 'moved'])
  const mailed = (reference: string) =>
    telling.server.read.filter(({ source }) => source.includes(reference)).length
  expect(visits.map(({ reference }) => mailed(reference))).toEqual([1, 0, 0])
})

test('whose visits of one day are told of in one message is reminded of each of them', async () => {
  const patient = await telling.day.aPatient({ email: anAddress() })
  const visits = [await telling.day.book(patient), await telling.day.book(patient, { nth: 9 })]
  // in an hour, before anybody plans the reminders of the whole clinic
  await telling.clinic.inside.query(
    `update clinic_profile set quiet_from = '00:00', quiet_until = '00:00', reminder_offsets_minutes = array[(
       select extract(epoch from starts_at - now())::integer / 60 - 60 from appointment where id = $1)]`,
    [visits[0]?.id],
  )
  await telling.told()
  expect(telling.server.read).toHaveLength(1)
  const { rows } = await telling.here.admin.query<{ id: string }>(
    `select appointment_id as id from notice where kind = 'reminder'`,
  )
  expect(rows.map(({ id }) => id).toSorted()).toEqual(visits.map(({ id }) => id).toSorted())
})
