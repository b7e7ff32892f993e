import { describe, expect, test } from 'vitest'
import { openTestClinic, smallStaffing, type TestClinic } from '../testing/open-test-clinic.ts'
import { listFreeSlots } from './list-free-slots.ts'
import { topUpCalendar } from './top-up-calendar.ts'

const weekdays = smallStaffing.doctors[0]?.shifts[0]?.weekdays ?? []
const aDoctor = (...shifts: string[]) => ({
  name: 'Ada Byron',
  languages: ['en'],
  specialty: 'family-medicine',
  shifts: shifts.map((shift) => ({ shift, weekdays })),
})
const shift = (code: string, from: string, until: string, slotMinutes: number) => ({
  code,
  name: code,
  from,
  until,
  slotMinutes,
  capacity: 1,
})
const slots = async (clinic: TestClinic) =>
  (await clinic.database.query('select * from slot order by doctor_id, starts_at')).rows

const topUp = async (clinic: TestClinic) => (await topUpCalendar(clinic.database, 'system:test')).added

describe('topping a calendar up', () => {
  test('a second time, or by several at once, makes nothing new', async () => {
    await using clinic = await openTestClinic()
    const made = await slots(clinic)
    expect(made.length).toBeGreaterThan(200)
    expect(await topUp(clinic)).toBe(0)
    expect(await slots(clinic)).toEqual(made)

    await clinic.database.query('delete from slot')
    const counts = await Promise.all(Array.from({ length: 4 }, () => topUp(clinic)))
    expect(counts.reduce((sum, count) => sum + count)).toBe(made.length)
    expect(await slots(clinic)).toHaveLength(made.length)
  })

  test('fills what is missing and leaves what is there as it is', async () => {
    await using clinic = await openTestClinic()
    const made = await slots(clinic)
    await clinic.database.query(
      'delete from slot where id in (select id from slot where capacity = 1 order by id limit 7)',
    )
    await clinic.database.query('update slot set version = 5 where capacity = 3')
    expect(await topUp(clinic)).toBe(7)
    expect(await slots(clinic)).toHaveLength(made.length)
    const { rows } = await clinic.database.query('select distinct version from slot where capacity = 3')
    expect(rows).toEqual([{ version: 5 }])
  })

  test('from shifts that overlap keeps the earlier slot and does not fail', async () => {
    const shifts = [shift('half-hours', '08:00', '10:00', 30), shift('hours', '08:15', '11:15', 60)]
    const staffing = { shifts, doctors: [aDoctor('half-hours', 'hours')] }
    await using clinic = await openTestClinic({ staffing })
    const tomorrow = `select to_char(starts_at at time zone 'Europe/Berlin', 'HH24:MI') as at from slot
      where local_date = (now() at time zone 'Europe/Berlin')::date + 1 order by starts_at`
    const { rows } = await clinic.database.query<{ at: string }>(tomorrow)
    expect(rows.map(({ at }) => at)).toEqual(['08:00', '08:30', '09:00', '09:30', '10:15'])
    expect(await topUp(clinic)).toBe(0)
  })

  test('puts what is after midnight on the day that the calendar says', async () => {
    const staffing = { shifts: [shift('night', '22:00', '06:00', 60)], doctors: [aDoctor('night')] }
    await using clinic = await openTestClinic({ staffing, policy: { minimumNoticeMinutes: 0 } })
    const { items } = await listFreeSlots(clinic, { kind: 'anonymous' }, { limit: 500 })
    const format = new Intl.DateTimeFormat('sv', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'short',
    })
    expect(items.map(({ localDate, localTime }) => `${localDate} ${localTime}`)).toEqual(
      items.map(({ startsAt }) => format.format(new Date(startsAt))),
    )
    expect(new Set(items.map(({ localTime }) => localTime)).size).toBe(8)
  })

  test('leaves out doctors who are not active, and days beyond what their shift is valid for', async () => {
    await using clinic = await openTestClinic()
    await clinic.owner.query('delete from slot')
    await clinic.owner.query(
      `update doctor_shift set valid_until = (now() at time zone 'Europe/Berlin')::date + 3
       where doctor_id = (select id from doctor where name = 'Ada Byron')`,
    )
    await clinic.owner.query(
      `delete from doctor_shift where doctor_id in (select id from doctor where name = 'Ben Okri')`,
    )
    await clinic.owner.query(`update doctor set active = false where name = 'Ben Okri'`)
    await topUp(clinic)
    const { rows } = await clinic.database.query(
      `select d.name, max(s.local_date) - (now() at time zone 'Europe/Berlin')::date as days
       from slot s join doctor d on d.id = s.doctor_id group by d.name`,
    )
    expect(rows).toEqual([{ name: 'Ada Byron', days: 3 }])
  })
})
