import type { ClinicStaffing } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, smallStaffing, type TestClinic } from '../testing/open-test-clinic.ts'
import { clockChanges, instantMeant, wallAt } from './wall-clock.testing.ts'

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'Asia/Beirut',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
]
const minute = 60_000
const day = 1_440 * minute

const shifts: ClinicStaffing['shifts'] = [
  shift('around-the-clock', '00:00', '00:00', 60),
  shift('night', '22:00', '06:00', 45),
  shift('small-hours', '00:30', '03:30', 20),
  shift('from-within-the-change', '02:30', '05:00', 30),
  shift('until-within-the-change', '00:15', '02:15', 15),
  shift('before-midnight', '20:00', '23:30', 25),
]

function shift(code: string, from: string, until: string, slotMinutes: number) {
  return { code, name: code, from, until, slotMinutes, capacity: 1 }
}

let clinic: TestClinic
beforeAll(async () => {
  const [someone] = smallStaffing.doctors
  const weekdays = someone?.shifts[0]?.weekdays ?? []
  // a doctor a shift, since one doctor's slots never overlap
  const doctors = shifts.map(({ code }) => ({
    name: code,
    languages: ['en'],
    specialty: 'family-medicine',
    shifts: [{ shift: code, weekdays }],
  }))
  clinic = await openTestClinic({ staffing: { shifts, doctors }, policy: { horizonDays: 1 } })
})
afterAll(() => clinic[Symbol.asyncDispose]())

const changesOf = (zone: string) => clockChanges(zone, Date.now() + 2 * day, 370)

test('there are clock changes to try', () => {
  expect(zones.flatMap(changesOf).length).toBeGreaterThan(10)
})

describe.each(zones)('when the clocks change in %s', (zone) => {
  test('a wall time means the first instant that shows it, or the one as much later as they jump', async () => {
    for (const change of changesOf(zone)) {
      const around = Math.floor(wallAt(change, zone) / (15 * minute)) * 15 * minute
      const walls = Array.from({ length: 33 }, (_, at) => around + (at - 16) * 15 * minute)
      const { rows } = await clinic.database.query<{ instant: string }>(
        `select extract(epoch from instant_at(wall, $1)) * 1000 as instant
         from unnest($2::timestamp[]) with ordinality as w (wall, nth) order by nth`,
        [zone, walls.map(asWall)],
      )
      expect(rows.map(({ instant }) => asInstant(Number(instant)))).toEqual(
        walls.map((wall) => asInstant(instantMeant(wall, zone))),
      )
    }
  })

  test('slots step in real minutes from the start to the end of each shift', async () => {
    await clinic.owner.query('update clinic_profile set time_zone = $1', [zone])
    for (const change of changesOf(zone)) {
      const today = Math.floor(wallAt(change, zone) / day) * day
      const days = [today - day, today, today + day]
      // of the night before, what reaches into the first day
      const nights = [today - 2 * day, ...days]
      await clinic.owner.query('delete from slot')
      const range = [asWall(days[0]), asWall(days[2])]
      await clinic.owner.query(
        `insert into slot (doctor_id, open_doctor_id, shift_id, local_date, starts_at, ends_at, capacity)
         select w.doctor_id, w.doctor_id, w.shift_id, w.local_date, w.starts_at, w.ends_at, w.capacity
         from wanted_slots($1, $2) w`,
        range,
      )
      const slots = await slotsThere()
      const within = (slot: string) => days.some((date) => slot.endsWith(asWall(date).slice(0, 10)))
      const expected = nights.flatMap((date) => slotsExpected(date, zone)).filter(within)
      expect(slots).toEqual(expected.sort())
    }
  })
})

/** Each as "doctor, start, end, day of the calendar". */
async function slotsThere(): Promise<string[]> {
  const { rows } = await clinic.owner.query<{ doctor: string; from: Date; until: Date; date: string }>(
    `select d.name as doctor, s.starts_at as from, s.ends_at as until, s.local_date::text as date
     from slot s join doctor d on d.id = s.doctor_id`,
  )
  return rows
    .map(({ doctor, from, until, date }) => [doctor, from.toISOString(), until.toISOString(), date].join(' '))
    .sort()
}

function slotsExpected(date: number, zone: string): string[] {
  return shifts.flatMap(({ code, from, until, slotMinutes }) => {
    const closingDay = until <= from ? date + day : date
    const opens = instantMeant(date + timeOfDay(from), zone)
    const closes = instantMeant(closingDay + timeOfDay(until), zone)
    const length = slotMinutes * minute
    return Array.from({ length: Math.floor((closes - opens) / length) }, (_, at) => {
      const start = opens + at * length
      const shown = asWall(wallAt(start, zone)).slice(0, 10)
      return [code, asInstant(start), asInstant(start + length), shown].join(' ')
    })
  })
}

const timeOfDay = (text: string): number => Date.parse(`1970-01-01T${text}Z`)
const asInstant = (instant: number): string => new Date(instant).toISOString()
const asWall = (wall = 0): string => new Date(wall).toISOString().slice(0, 16)
