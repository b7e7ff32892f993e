import { describe, expect, test } from 'vitest'
import { cancelAppointment } from '../appointments/index.ts'
import {
  book,
  clinic,
  day,
  displacedNow,
  idOf,
  morning,
  none,
  patient,
  refresh,
  run,
  times,
  writesAgain,
  useRefreshedCalendar,
} from './refreshed-calendar.testing.ts'

useRefreshedCalendar()
import { topUpCalendar } from './top-up-calendar.ts'

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
