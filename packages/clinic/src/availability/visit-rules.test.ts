import { anonymous } from '@polyclinic/guard'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bookAppointment } from '../booking/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aMember, aPatient, openTestClinic, type TestClinic, visitType } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { listFreeSlots } from './list-free-slots.ts'

let clinic: TestClinic
beforeAll(async () => {
  const visitTypes = [visitType('half', 30), visitType('hour', 60), visitType('buffered', 30, 20)]
  clinic = await openTestClinic({ staffing: { visitTypes } })
})
afterAll(() => clinic[Symbol.asyncDispose]())
beforeEach(async () => {
  await clinic.owner.query(
    'truncate slot, doctor_time, appointment_slot, appointment, idempotency_key cascade',
  )
  await clinic.owner.query(
    `update visit_type set capacity = null, daily_quota = null, booked_by = 'anyone', active = true`,
  )
})

interface Drawn {
  id: string
  at: string
}

/** Slots of Ada's, tomorrow, by their start and end on a clock in UTC; "x2" after them are places. */
async function slots(...drawn: string[]): Promise<Map<string, string>> {
  const parts = drawn.map((text) => text.split(/[ -]/))
  const { rows } = await clinic.owner.query<Drawn & Record<string, unknown>>(
    `insert into slot (doctor_id, open_doctor_id, local_date, starts_at, ends_at, capacity)
     select d.id, d.id, day, (day + opens) at time zone 'UTC', (day + closes) at time zone 'UTC', places
     from doctor d, unnest($1::time[], $2::time[], $3::integer[]) as t (opens, closes, places),
       lateral (select (now() at time zone 'UTC')::date + 1) as n (day)
     where d.name = 'Ada Byron'
     returning id, to_char(starts_at at time zone 'UTC', 'HH24:MI') as at`,
    [
      parts.map(([from]) => from),
      parts.map(([, until]) => until),
      parts.map(([, , places]) => Number(places?.slice(1) ?? 1)),
    ],
  )
  return new Map(rows.map(({ at, id }) => [at, id]))
}

async function listed(visit: string): Promise<string[]> {
  const { items } = await listFreeSlots(clinic, anonymous, { limit: 100, visitType: visit })
  return items.map(({ startsAt, free }) => `${startsAt.slice(11, 16)} ${free}`)
}

const book = (slotId: string | undefined, visit: string, actor = aPatient()) =>
  bookAppointment(clinic, actor, { slotId: slotId ?? '', visitType: visit }, bookingContext(clinic))
const ruleOf = async (attempt: Promise<unknown>) => {
  const { code, facts } = await refusalOf(attempt)
  return facts['rule'] ? `${facts['rule']} ${facts['limit']}` : code
}

describe('a visit longer than a slot', () => {
  test('begins only where the slots that follow have no gap', async () => {
    const made = await slots('08:00-08:30', '08:30-09:00', '09:10-09:40', '09:50-11:00', '11:00-11:10')
    expect(await listed('hour')).toEqual(['08:00 1', '09:50 1'])
    // the slot after the gap is longer than what is lacking
    expect(await ruleOf(book(made.get('09:10'), 'hour'))).toBe('visit-too-long 30')
    expect(await ruleOf(book(made.get('11:00'), 'hour'))).toBe('visit-too-long 10')
    const booked = await book(made.get('08:00'), 'hour')
    expect(Date.parse(booked.endsAt) - Date.parse(booked.startsAt)).toBe(3_600_000)
    expect(await ruleOf(book(made.get('08:30'), 'half'))).toBe('slot-taken')
    expect(await listed('half')).toEqual(['09:10 1', '09:50 1'])
  })

  test('does not begin in a slot that is withdrawn, whatever follows it', async () => {
    const made = await slots('08:00-08:30', '08:30-09:30')
    const first = made.get('08:00')
    await clinic.owner.query(`update slot set state = 'withdrawn', open_doctor_id = null where id = $1`, [
      first,
    ])
    expect(await listed('hour')).toEqual(['08:30 1'])
    expect(await ruleOf(book(first, 'hour'))).toBe('slot-taken')
  })

  test('does not take several group sessions', async () => {
    const made = await slots('08:00-08:30 x3', '08:30-09:00 x3')
    expect(await listed('hour')).toEqual([])
    expect(await ruleOf(book(made.get('08:00'), 'hour'))).toBe('visit-too-long 30')
  })

  test('is booked once where two begin it at once in slots of each other', async () => {
    const made = await slots('08:00-08:30', '08:30-09:00', '09:00-09:30')
    const both = await Promise.allSettled([book(made.get('08:00'), 'hour'), book(made.get('08:30'), 'hour')])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await listed('hour')).toEqual([])
  })
})

describe('buffers', () => {
  test('keep the neighbours of a booked visit away', async () => {
    const made = await slots('08:00-08:30', '08:30-09:00', '09:00-09:30', '09:30-10:00')
    await book(made.get('08:30'), 'buffered')
    expect(await listed('half')).toEqual(['09:30 1'])
    expect(await listed('buffered')).toEqual([])
  })

  test('begin at the end of a group session, not of the visitor’s part of it', async () => {
    const made = await slots('08:00-09:00 x3', '09:10-09:40')
    await book(made.get('09:10'), 'half')
    expect(await listed('buffered')).toEqual([])
    expect(await ruleOf(book(made.get('08:00'), 'buffered'))).toBe('slot-taken')
    expect(await listed('half')).toEqual(['08:00 3'])
  })
})

describe('a visit type', () => {
  test('has no more places than its own limit, in a session that has more', async () => {
    await clinic.owner.query(`update visit_type set capacity = 2 where code = 'half'`)
    const made = await slots('08:00-08:30 x3')
    expect(await listed('half')).toEqual(['08:00 2'])
    await book(made.get('08:00'), 'half')
    await book(made.get('08:00'), 'half')
    expect(await listed('half')).toEqual([])
    expect(await ruleOf(book(made.get('08:00'), 'half'))).toBe('slot-taken')
  })

  test('has its quota of a doctor’s day, exact when many book different times at once', async () => {
    await clinic.owner.query(`update visit_type set daily_quota = 2 where code = 'half'`)
    const made = await slots('08:00-08:30', '08:30-09:00', '09:00-09:30', '09:30-10:00', '10:00-11:00')
    const all = await Promise.allSettled([...made.values()].map((id) => book(id, 'half')))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await listed('half')).toEqual([])
    expect(await listed('hour')).not.toEqual([])
  })

  test('that only staff book is for nobody else, and staff keep to no quota or notice', async () => {
    await clinic.owner.query(`update visit_type set booked_by = 'staff', daily_quota = 1 where code = 'half'`)
    await clinic.owner.query('update clinic_profile set minimum_notice_minutes = 5000')
    const made = await slots('08:00-08:30', '08:30-09:00')
    expect(await listed('half')).toEqual([])
    expect(await ruleOf(book(made.get('08:00'), 'half'))).toBe('staff-only 0')
    await clinic.owner.query('update clinic_profile set minimum_notice_minutes = 0')
    const patient = aPatient()
    await book(made.get('08:00'), 'buffered', patient)
    await clinic.owner.query('update clinic_profile set minimum_notice_minutes = 5000')
    await slots('12:00-12:30', '12:30-13:00')
    for (const at of ['12:00', '12:30']) {
      const { rows } = await clinic.owner.query<{ id: string }>(
        `select id from slot where to_char(starts_at at time zone 'UTC', 'HH24:MI') = $1`,
        [at],
      )
      const request = { slotId: rows[0]?.id ?? '', visitType: 'half', patientId: patient.patientId }
      const booked = await bookAppointment(clinic, aMember(clinic, 'staff'), request, bookingContext(clinic))
      expect(booked.status).toBe('booked')
    }
    await clinic.owner.query('update clinic_profile set minimum_notice_minutes = 0')
  })
})
