import type { Actor } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { dueDayLists } from './due-day-lists.ts'
import { dueReminders } from './due-reminders.ts'

const worker: Actor = { kind: 'system', name: 'worker' }
let clinic: TestClinic
beforeAll(async () => {
  clinic = await openTestClinic()
})
afterAll(() => clinic[Symbol.asyncDispose]())

/** Another place and other rules; nobody has a visit there yet. */
async function at(timeZone: string, offsets: number[], quiet = ['21:00', '08:00']): Promise<void> {
  await clinic.owner.query('delete from appointment')
  await clinic.owner.query('delete from doctor_time')
  await clinic.owner.query(
    `update clinic_profile set time_zone = $1, reminder_offsets_minutes = $2, quiet_from = $3, quiet_until = $4`,
    [timeZone, offsets, ...quiet],
  )
}

/** @param local the wall clock of the clinic */
async function aVisit(local: string, patientId: string = newId()): Promise<void> {
  await clinic.owner.query(
    `insert into known_patient (patient_id, consented_at) values ($1, now()) on conflict do nothing`,
    [patientId],
  )
  await clinic.owner.query(
    `with place as (
       select d.id as doctor, v.id as visit, $2::timestamp at time zone p.time_zone as at
       from clinic_profile p, doctor d, visit_type v where d.name = 'Ada Byron' and v.code = 'consultation'
     ), taken as (
       insert into doctor_time (doctor_id, occupied)
       select doctor, tstzrange(at, at + interval '30 minutes') from place returning id
     )
     insert into appointment (id, reference, doctor_id, visit_type_id, patient_id, doctor_time_id, local_date,
       starts_at, ends_at, status, booked_by, booked_at)
     select uuidv7(), uuidv7()::text, doctor, visit, $1, taken.id, $2::timestamp::date, at,
       at + interval '30 minutes', 'booked', 'test', '2020-01-01'
     from place, taken`,
    [patientId, local],
  )
}

/** Until the end of 2027 the reminders, by the clinic's wall clock, the earliest first. */
async function reminders(): Promise<string[]> {
  const stretch = { from: new Date('2026-12-01'), until: new Date('2027-12-30') }
  const due = await dueReminders(clinic, worker, stretch)
  const { rows } = await clinic.database.query<{ local: string }>(
    `select to_char(each at time zone p.time_zone, 'MM-DD HH24:MI') as local
     from clinic_profile p, unnest($1::timestamptz[]) as each order by each`,
    [due.map(({ dueAt }) => dueAt)],
  )
  return rows.map(({ local }) => local)
}

/** A quarter of an hour at most before that time */
const shortlyBefore = (local: string) =>
  expect.toSatisfy((found: string) => {
    const [late, early] = [local, found].map((text) => Date.parse(`2027-${text.replace(' ', 'T')}Z`))
    return late !== undefined && early !== undefined && late - early >= 0 && late - early <= 15 * 60_000
  }, `within the quarter before ${local}`)

describe('a reminder a day before', () => {
  test.each([
    ['Europe/Berlin', '2027-03-28 10:00', '03-27 10:00'], // 23 hours
    ['Europe/Berlin', '2027-10-31 10:00', '10-30 10:00'], // 25 hours
    ['Australia/Sydney', '2027-10-03 10:00', '10-02 10:00'],
    ['Australia/Sydney', '2027-04-04 10:00', '04-03 10:00'],
    ['Australia/Lord_Howe', '2027-10-03 10:00', '10-02 10:00'], // half an hour
    ['America/St_Johns', '2027-03-14 10:00', '03-13 10:00'],
  ])('keeps the time of the wall clock when the clock of %s changes before %s', async (zone, visit, due) => {
    await at(zone, [1440])
    await aVisit(visit)
    expect(await reminders()).toEqual([shortlyBefore(due)])
  })

  test('is one moment for all visits of a patient on that day, and for others another', async () => {
    await at('Europe/Berlin', [1440])
    const ada = newId()
    await aVisit('2027-06-02 09:00', ada)
    await aVisit('2027-06-02 15:00', ada)
    await aVisit('2027-06-02 11:00')
    const [first, second, other] = await reminders()
    expect([first, second]).toEqual([first, first])
    expect(first).toEqual(shortlyBefore('06-01 09:00'))
    expect(other).toEqual(shortlyBefore('06-01 11:00'))
  })
})

describe('a reminder some hours before', () => {
  test('is real time across a change of the clock', async () => {
    await at('Europe/Berlin', [120], ['00:00', '00:00'])
    await aVisit('2027-03-28 04:00')
    expect(await reminders()).toEqual([shortlyBefore('03-28 01:00')])
  })

  test('waits for the end of the quiet hours where that is early enough, and leaves before them where not', async () => {
    await at('Europe/Berlin', [120])
    await aVisit('2027-06-02 09:30')
    await aVisit('2027-06-03 08:00')
    const [after, before] = await reminders()
    expect(after).toEqual(shortlyBefore('06-02 08:15'))
    expect(before).toEqual(shortlyBefore('06-02 21:00'))
  })

  test('leaves for each of two visits that lie further apart', async () => {
    await at('Europe/Berlin', [120])
    const ada = newId()
    await aVisit('2027-06-02 11:00', ada)
    await aVisit('2027-06-02 16:00', ada)
    expect(await reminders()).toEqual([shortlyBefore('06-02 09:00'), shortlyBefore('06-02 14:00')])
  })
})

test('a doctor’s list leaves on the morning of their day, and for a day without visits none', async () => {
  await at('Pacific/Auckland', [])
  await aVisit('2027-06-02 11:00')
  const lists = await dueDayLists(clinic, worker, {
    from: new Date('2027-05-31T00:00:00Z'),
    until: new Date('2027-06-04T00:00:00Z'),
  })
  expect(lists).toMatchObject([{ localDate: '2027-06-02', dueAt: new Date('2027-06-01T20:00:00Z') }])
})
