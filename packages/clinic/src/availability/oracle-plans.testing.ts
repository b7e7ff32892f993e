import type { Queryable } from '@polyclinic/postgres'
import fc from 'fast-check'
import { type CalendarPlan, clockChanges, dayAfter, wallClock } from './oracle.testing.ts'

/**
 * Calendars of the days from `from` to `until`: shifts over midnight, odd minutes, starts and ends inside the hours that
 * a clock change skips or repeats, doctors' own days and closures on and around those days.
 */
export function calendarPlans(zone: string, from: string, until: string): fc.Arbitrary<CalendarPlan> {
  const changes = clockChanges(zone, from, until).map(({ at }) => ({
    // the clock just before the change and at it: the gap, or what is shown twice, lies between
    before: wallClock(zone, at - 60),
    after: wallClock(zone, at),
  }))
  const anyDay = fc.nat(364).map((days) => dayAfter(from, days))
  const day = changes.length
    ? fc.oneof(
        anyDay,
        fc
          .tuple(fc.constantFrom(...changes), fc.integer({ min: -1, max: 1 }))
          .map(([{ after }, days]) => dayAfter(after.date, days)),
      )
    : anyDay
  const anyMinute = fc.oneof(
    fc.nat(1439),
    fc.nat(95).map((n) => n * 15),
  )
  const minute = changes.length
    ? fc.oneof(
        anyMinute,
        fc
          .tuple(fc.constantFrom(...changes), fc.boolean(), fc.integer({ min: -90, max: 90 }))
          .map(([{ before, after }, early, away]) => (early ? before : after).minutes + away),
      )
    : anyMinute
  const time = minute.map(asTime)
  const hours = fc.record({ from: time, until: time })
  const slots = fc.record({
    slotMinutes: fc.oneof(fc.constantFrom(15, 20, 30, 45, 60, 480), fc.integer({ min: 13, max: 200 })),
    capacity: fc.integer({ min: 1, max: 4 }),
  })
  const shifts = fc.tuple(hours, slots).map(([when, what]) => ({ ...when, ...what }))
  const weekdays = fc.oneof(fc.constant([...everyDay]), fc.subarray([...everyDay], { minLength: 1 }))
  const always = { from: '-infinity', until: 'infinity' }
  const validity = fc.oneof(
    fc.constant(always),
    fc.tuple(day, fc.nat(300)).map(([first, days]) => ({ from: first, until: dayAfter(first, days) })),
  )
  const works = fc.array(fc.tuple(fc.nat(2), weekdays, validity), { minLength: 1, maxLength: 2 })
  const overrides = fc.uniqueArray(
    fc
      .tuple(day, slots, fc.uniqueArray(hours, { maxLength: 3, selector: (range) => range.from }))
      .map(([date, what, ranges]) => ({ date, ...what, hours: ranges })),
    { maxLength: 8, selector: ({ date }) => date },
  )
  const doctors = fc.tuple(fc.boolean(), works, overrides)
  const closures = fc.tuple(day, fc.nat(2)).map(([first, days]) => ({ first, last: dayAfter(first, days) }))
  return fc
    .record({
      shifts: fc.array(shifts, { minLength: 3, maxLength: 3 }),
      doctors: fc.array(doctors, { minLength: 2, maxLength: 2 }),
      closures: fc.array(closures, { maxLength: 3 }),
    })
    .map((drawn) => ({
      zone,
      closures: drawn.closures,
      shifts: drawn.shifts.map((shift, nth) => ({ ...shift, id: identifier('a', nth) })),
      doctors: drawn.doctors.map(([active, worked, own], nth) => ({
        id: identifier('d', nth),
        active: active || nth === 0,
        overrides: active || nth === 0 ? own : [],
        works: (active || nth === 0 ? worked : []).map(([shift, on, valid]) => ({
          shift: identifier('a', shift),
          weekdays: on,
          ...valid,
        })),
      })),
    }))
}

const everyDay: number[] = [1, 2, 3, 4, 5, 6, 7]

const asTime = (minutes: number): string => {
  const ofDay = (minutes + 1440) % 1440
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`
}

const identifier = (kind: 'a' | 'd', nth: number): string =>
  `${kind.repeat(8)}-0000-7000-8000-00000000000${nth}`

/** Makes the plan the clinic's only one; removes all slots. */
export async function enactPlan(owner: Queryable, plan: CalendarPlan): Promise<void> {
  await owner.query('truncate closure, availability_override, doctor_shift, shift, slot, doctor cascade')
  await owner.query(
    `with given as (select $1::jsonb as plan), zone as (
       update clinic_profile set time_zone = plan ->> 'zone' from given
     ), closures as (
       insert into closure (first_day, last_day)
       select first, last from given, jsonb_to_recordset(plan -> 'closures') as t (first date, last date)
     ), shifts as (
       insert into shift (id, code, name, starts_at, ends_at, slot_minutes, capacity)
       select id, id::text, id::text, "from", until, "slotMinutes", capacity
       from given, jsonb_to_recordset(plan -> 'shifts')
         as t (id uuid, "from" time, until time, "slotMinutes" integer, capacity integer)
     )
     insert into doctor (id, name, specialty_id, languages, wrapped_key, active)
     select t.id, t.id::text, (select id from specialty limit 1), '{en}', '', t.active
     from given, jsonb_to_recordset(plan -> 'doctors') as t (id uuid, active boolean)`,
    [JSON.stringify(plan)],
  )
  await owner.query(
    `with doctors as (
       select t.* from jsonb_to_recordset($1::jsonb -> 'doctors') as t (id uuid, works jsonb, overrides jsonb)
     ), works as (
       insert into doctor_shift (doctor_id, shift_id, weekdays, valid_from, valid_until)
       select d.id, w.shift, array(select jsonb_array_elements_text(w.weekdays)::smallint), w."from", w.until
       from doctors d, jsonb_to_recordset(d.works) as w (shift uuid, weekdays jsonb, "from" date, until date)
     ), own as (
       select uuidv7() as id, d.id as doctor_id, o.*
       from doctors d, jsonb_to_recordset(d.overrides)
         as o (date date, "slotMinutes" integer, capacity integer, hours jsonb)
     ), overrides as (
       insert into availability_override (id, doctor_id, local_date, slot_minutes, capacity)
       select id, doctor_id, date, "slotMinutes", capacity from own
     )
     insert into availability_override_hours (override_id, opens_at, closes_at)
     select own.id, h."from", h.until from own, jsonb_to_recordset(own.hours) as h ("from" time, until time)`,
    [JSON.stringify(plan)],
  )
}
