import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bookAppointment, cancelAppointment } from '../booking/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { topUpCalendar } from './top-up-calendar.ts'

let clinic: TestClinic
let day: string
const patient = aPatient()
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 20, cancelUntilMinutes: 0 } })
})
afterAll(() => clinic[Symbol.asyncDispose]())

const run = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await clinic.owner.query<Row & Record<string, unknown>>(sql, values)).rows

// each test has three days of its own, far enough ahead for a night before them
let block = 0
beforeEach(async () => {
  block += 3
  const [row] = await run<{ day: string }>(
    `select ((now() at time zone 'Europe/Berlin')::date + $1::integer)::text as day`,
    [(block % 15) + 1],
  )
  day = row?.day ?? ''
  await run('truncate closure, availability_override cascade')
  await run(`update shift set slot_minutes = 30, capacity = 1, starts_at = '08:00', ends_at = '12:00'
    where code = 'morning'`)
  await run('truncate appointment_slot, appointment, doctor_time, slot cascade')
  await refresh()
})

const none = { added: 0, removed: 0, displaced: 0, restored: 0 }
const idOf = (name: string) => `(select id from doctor where name = '${name}')`

/** Of the test's first day and the two after it, unless told. */
async function refresh(from = '$1::date', until = '$1::date + 2', doctors = 'null') {
  const { rows } = await clinic.database.query(
    `select * from refresh_slots(${from}, ${until}, 'system:test', ${doctors}), (select $1::date) as d`,
    [day],
  )
  const { added, removed, displaced, restored } = rows[0] ?? {}
  return { added, removed, displaced, restored }
}

/** "08:00" of Ada's slots on the first day, or as told. */
async function times(name = 'Ada Byron', days = 0, state = 'open'): Promise<string[]> {
  const rows = await run<{ at: string }>(
    `select to_char(starts_at at time zone 'Europe/Berlin', 'HH24:MI') as at from slot
     where doctor_id = ${idOf(name)} and local_date = $1::date + $2::integer and state = $3 order by starts_at`,
    [day, days, state],
  )
  return rows.map(({ at }) => at)
}

async function book(at: string, visitType = 'consultation') {
  const [slot] = await run<{ id: string }>(
    `select id from slot where doctor_id = ${idOf('Ada Byron')} and state = 'open'
       and starts_at = ($1::date + $2::time) at time zone 'Europe/Berlin'`,
    [day, at],
  )
  return bookAppointment(clinic, patient, { slotId: slot?.id ?? '', visitType }, bookingContext(clinic))
}

const displacedNow = async () =>
  (
    await run<{ id: string }>('select id from appointment where displaced_at is not null order by starts_at')
  ).map(({ id }) => id)
const eventsOf = async (id: string) =>
  (
    await run<{ type: string }>('select type from appointment_event where appointment_id = $1 order by at', [
      id,
    ])
  ).map(({ type }) => type)

/** A second refresh in a transaction that shows whether it wrote or locked anything. */
async function writesAgain(): Promise<boolean> {
  return clinic.database.transaction(async (tx) => {
    await tx.query(`select refresh_slots($1, $1::date + 2, 'system:test')`, [day])
    const { rows } = await tx.query<{ wrote: boolean }>(
      'select pg_current_xact_id_if_assigned() is not null as wrote',
    )
    return rows[0]?.wrote ?? true
  })
}

const morning = ['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30']

describe('a calendar that is as it should be', () => {
  test('is not touched: no row is written, no row is locked', async () => {
    await book('09:00')
    await book('18:00')
    const before = await run('select id, xmin, ctid, version from slot order by id')
    expect(await refresh()).toEqual(none)
    expect(await writesAgain()).toBe(false)
    expect(await run('select id, xmin, ctid, version from slot order by id')).toEqual(before)
  })

  test('is the same after several at once as after one', async () => {
    await run('delete from slot')
    const all = await Promise.all(Array.from({ length: 4 }, () => refresh()))
    expect(all.filter(({ added }) => added > 0)).toHaveLength(1)
    expect(await times()).toEqual([...morning, '18:00'])
    expect(await writesAgain()).toBe(false)
  })
})

describe('what nobody wants any more', () => {
  const shorten = () => run(`update shift set ends_at = '10:00' where code = 'morning'`)

  test('is removed, unless somebody has booked it: then it is withdrawn and the visit displaced', async () => {
    const [early, late] = [await book('09:30'), await book('11:00')]
    await shorten()
    expect(await refresh()).toEqual({ ...none, removed: 3 * 8 - 1, displaced: 1 })
    expect(await times()).toEqual(['08:00', '08:30', '09:00', '09:30', '18:00'])
    expect(await times('Ada Byron', 0, 'withdrawn')).toEqual(['11:00'])
    expect(await displacedNow()).toEqual([late.id])
    expect(await eventsOf(late.id)).toEqual(['booked', 'displaced'])
    expect(await eventsOf(early.id)).toEqual(['booked'])
    expect(await writesAgain()).toBe(false)
  })

  test('takes its visit back when it is wanted again', async () => {
    const visit = await book('11:00')
    await shorten()
    await refresh()
    await run(`update shift set ends_at = '12:00', capacity = 2 where code = 'morning'`)
    expect(await refresh()).toEqual({ ...none, added: 3 * 8 - 1, restored: 1 })
    expect(await displacedNow()).toEqual([])
    expect(await eventsOf(visit.id)).toEqual(['booked', 'displaced', 'restored'])
    expect(await times()).toEqual([...morning, '18:00'])
    expect(
      await run('select distinct capacity from slot where ends_at - starts_at < $1', ['1 hour']),
    ).toEqual([{ capacity: 2 }])
    expect(await writesAgain()).toBe(false)
  })

  test('is forgotten once its visit is cancelled', async () => {
    const visit = await book('11:00')
    await shorten()
    await refresh()
    const [{ version } = { version: 0 }] = await run<{ version: number }>(
      'select version from appointment where id = $1',
      [visit.id],
    )
    await cancelAppointment(clinic, patient, visit.id, version)
    expect(await refresh()).toEqual(none)
    expect(await times('Ada Byron', 0, 'withdrawn')).toEqual([])
  })

  test('displaces a visit of two slots when it loses one, until it has both again', async () => {
    const visit = await book('09:30', 'long-visit')
    await shorten()
    expect((await refresh()).displaced).toBe(1)
    expect(await times('Ada Byron', 0, 'withdrawn')).toEqual(['10:00'])
    await run(
      `update shift set ends_at = '10:00', starts_at = '09:45', slot_minutes = 15 where code = 'morning'`,
    )
    expect(await refresh()).toMatchObject({ displaced: 0, restored: 0 })
    await run(
      `update shift set ends_at = '10:30', starts_at = '10:00', slot_minutes = 30 where code = 'morning'`,
    )
    // one of its two slots is there again: that is not enough
    expect(await refresh()).toMatchObject({ restored: 1 })
    expect(await displacedNow()).toEqual([visit.id])
    await run(`update shift set starts_at = '08:00' where code = 'morning'`)
    expect(await refresh()).toMatchObject({ restored: 1 })
    expect(await displacedNow()).toEqual([])
    expect(await eventsOf(visit.id)).toEqual(['booked', 'displaced', 'restored'])
  })

  test('stays withdrawn while something else stands in its place', async () => {
    const visit = await book('11:00')
    await run(`update shift set slot_minutes = 60 where code = 'morning'`)
    await refresh()
    expect(await times()).toEqual(['08:00', '09:00', '10:00', '11:00', '18:00'])
    expect(await displacedNow()).toEqual([visit.id])
    expect(await writesAgain()).toBe(false)
  })
})

describe('places', () => {
  test('are never fewer than are taken', async () => {
    await run(`update shift set capacity = 3 where code = 'morning'`)
    await refresh()
    const visits = [await book('09:00'), await book('09:00')]
    await run(`update shift set capacity = 1 where code = 'morning'`)
    expect(await refresh()).toEqual(none)
    const places = `select capacity, count(*)::integer from slot where ends_at - starts_at < '1 hour'
      group by 1 order by 1`
    expect(await run(places)).toEqual([
      { capacity: 1, count: 47 },
      { capacity: 2, count: 1 },
    ])
    expect(await displacedNow()).toEqual([])
    expect(await writesAgain()).toBe(false)
    await cancelAppointment(clinic, patient, visits[0]?.id ?? '', 1)
    await refresh()
    expect(await run(places)).toEqual([{ capacity: 1, count: 48 }])
  })
})

describe('a doctor’s own day', () => {
  const override = (hours: [string, string][]) =>
    run(
      `with o as (
         insert into availability_override (doctor_id, local_date, slot_minutes)
         values (${idOf('Ada Byron')}, $1, 60) returning id
       ) insert into availability_override_hours
         select o.id, from_, until_ from o, unnest($2::time[], $3::time[]) as h (from_, until_)`,
      [day, hours.map(([from]) => from), hours.map(([, until]) => until)],
    )

  test('without hours is off, and the day before and after are not', async () => {
    const visit = await book('09:00')
    await override([])
    expect(await refresh()).toEqual({ ...none, removed: 8, displaced: 1 })
    expect(await times()).toEqual([])
    expect(await times('Ada Byron', 1)).toEqual([...morning, '18:00'])
    expect(await times('Ben Okri')).toEqual(morning)
    expect(await displacedNow()).toEqual([visit.id])
  })

  test('with hours is those instead of the shifts, over midnight too', async () => {
    await override([
      ['07:00', '09:00'],
      ['13:00', '14:30'],
      ['23:00', '01:00'],
    ])
    await refresh()
    expect(await times()).toEqual(['07:00', '08:00', '13:00', '23:00'])
    expect(await times('Ada Byron', 1)).toEqual(['00:00', ...morning, '18:00'])
    expect(await writesAgain()).toBe(false)
  })
})

describe('a closure', () => {
  test('empties its days, of the night before too, and no other', async () => {
    await run(
      `update shift set starts_at = '22:00', ends_at = '02:00', slot_minutes = 60 where code = 'morning'`,
    )
    await refresh()
    expect(await times('Ada Byron', 1)).toEqual(['00:00', '01:00', '18:00', '22:00', '23:00'])
    await run('insert into closure (first_day, last_day) values ($1::date + 1, $1::date + 1)', [day])
    await refresh()
    expect(await times('Ada Byron', 0)).toEqual(['00:00', '01:00', '18:00', '22:00', '23:00'])
    expect(await times('Ada Byron', 1)).toEqual([])
    // the night that would begin on the closed day does not
    expect(await times('Ada Byron', 2)).toEqual(['18:00', '22:00', '23:00'])
    expect(await times('Ben Okri', 1)).toEqual([])
  })
})

describe('a refresh of a part', () => {
  test('leaves other doctors as they are', async () => {
    await run(`update shift set ends_at = '10:00' where code = 'morning'`)
    await refresh('$1::date', '$1::date + 2', `array[${idOf('Ben Okri')}]`)
    expect(await times('Ben Okri')).toEqual(['08:00', '08:30', '09:00', '09:30'])
    expect(await times()).toEqual([...morning, '18:00'])
  })

  test('leaves other days as they are, though a night lies on two', async () => {
    await run(
      `update shift set starts_at = '22:00', ends_at = '02:00', slot_minutes = 60 where code = 'morning'`,
    )
    await refresh('$1::date + 1', '$1::date + 1')
    expect(await times('Ben Okri', 0)).toEqual(morning)
    expect(await times('Ben Okri', 1)).toEqual(['00:00', '01:00', '22:00', '23:00'])
    expect(await times('Ben Okri', 2)).toEqual(morning)
  })
})

describe('shifts that overlap', () => {
  test('keep what is there, do not fail, and are stable', async () => {
    await run(`insert into shift (code, name, starts_at, ends_at, slot_minutes) values ('x', 'X', '07:45', '09:15', 45)
      on conflict do nothing`)
    await run(`insert into doctor_shift (doctor_id, shift_id, weekdays)
      select ${idOf('Ada Byron')}, id, '{1,2,3,4,5,6,7}' from shift where code = 'x'`)
    expect(await refresh()).toEqual(none)
    await run('delete from slot')
    await refresh()
    expect(await times()).toEqual(['07:45', '08:30', '09:00', ...morning.slice(3), '18:00'])
    expect(await writesAgain()).toBe(false)
    await run(`delete from doctor_shift where shift_id = (select id from shift where code = 'x')`)
    await refresh()
    expect(await times()).toEqual(morning.concat('18:00'))
  })
})

describe('shifts that overlap in great numbers', () => {
  test('are settled as few are, without an error', async () => {
    await run(`update shift set slot_minutes = 5 where code = 'morning'`)
    await run(
      `insert into shift (code, name, starts_at, ends_at, slot_minutes) values ('y', 'Y', '07:58', '12:10', 5)`,
    )
    await run(`insert into doctor_shift (doctor_id, shift_id, weekdays)
      select ${idOf('Ada Byron')}, id, '{1,2,3,4,5,6,7}' from shift where code = 'y'`)
    await run('delete from slot')
    expect((await refresh('$1::date', '$1::date + 14')).added).toBe(15 * (50 + 1 + 48))
    expect((await times()).slice(0, 3)).toEqual(['07:58', '08:03', '08:08'])
    expect(await refresh('$1::date', '$1::date + 14')).toEqual(none)
    await run(`delete from doctor_shift where shift_id = (select id from shift where code = 'y')`)
  })
})

describe('the whole horizon', () => {
  test('is what one refresh would make, also where a week ends within a night', async () => {
    const night = (from: string, until: string) =>
      run(`update shift set starts_at = $1, ends_at = $2, slot_minutes = 60 where code = 'morning'`, [
        from,
        until,
      ])
    for (const [from, until] of [
      ['22:00', '02:00'],
      ['22:30', '02:30'],
      ['22:15', '02:15'],
    ] as const) {
      await night(from, until)
      await topUpCalendar(clinic.database, 'system:test')
      const difference = await run(
        `with range as (select current_date - 2 as first, current_date + 25 as last),
           wanted as (select w.* from range, wanted_slots(first, least(last,
             (now() at time zone 'Europe/Berlin')::date + 20)) w)
         select doctor_id, starts_at, ends_at from wanted
         full join (select * from slot where starts_at > now()) s using (doctor_id, starts_at, ends_at)
         where wanted.local_date is null or s.id is null`,
      )
      expect(difference).toEqual([])
    }
  })
})

describe('a doctor who leaves', () => {
  test('has first no shifts, then no slots, and may then be inactive', async () => {
    const visit = await book('09:00')
    const shifts = await run(
      'delete from doctor_shift where doctor_id = (select id from doctor where name = $1) returning *',
      ['Ada Byron'],
    )
    await clinic.database.query(`select refresh_slots(current_date - 1, current_date + 30, 'system:test')`)
    expect(await displacedNow()).toEqual([visit.id])
    const open = `select from slot where state = 'open' and doctor_id = ${idOf('Ada Byron')}`
    expect(await run(open)).toEqual([])
    await run(`update doctor set active = false where name = 'Ada Byron'`)
    await run(`update doctor set active = true where name = 'Ada Byron'`)
    for (const { doctor_id, shift_id, weekdays } of shifts as Record<string, unknown>[])
      await run('insert into doctor_shift (doctor_id, shift_id, weekdays) values ($1, $2, $3)', [
        doctor_id,
        shift_id,
        weekdays,
      ])
    await refresh()
    expect(await displacedNow()).toEqual([])
  })
})
