import type { Queryable } from '@polyclinic/postgres'
import fc from 'fast-check'

// Times end in 5 and limits in 0 minutes, so that none passes a limit while a test looks.
const tens = (min: number, max: number) => fc.integer({ min, max }).map((n) => n * 10)

const aSlot = fc.record({
  /** Minutes since the doctor's slot before */
  gap: fc.constantFrom(0, 0, 0, 10, 600),
  minutes: fc.constantFrom(20, 30, 30, 60),
  capacity: fc.constantFrom(1, 1, 1, 3),
  withdrawn: fc.constantFrom(false, false, false, false, true),
})
const aDoctor = fc.record({
  /** Minutes from now */
  begins: tens(-3, 48).map((minutes) => minutes + 5),
  slots: fc.array(aSlot, { minLength: 3, maxLength: 6 }),
})
const aVisit = fc.record({
  minutes: fc.constantFrom(10, 20, 30, 60, 90),
  before: fc.constantFrom(0, 0, 10),
  after: fc.constantFrom(0, 0, 10, 40),
  capacity: fc.constantFrom(null, null, 1, 2),
  quota: fc.constantFrom(null, null, 1, 2),
  bookedBy: fc.constantFrom('anyone', 'anyone', 'anyone', 'anyone', 'staff'),
  active: fc.constantFrom(...Array<boolean>(9).fill(true), false),
  /** Which doctors do it; nobody named: all */
  doctors: fc.constantFrom([], [], [], [0], [1]),
})

/** What is in a clinic's database when somebody looks for a time: all of it drawn. */
export const clinicStates = fc.record({
  doctors: fc.tuple(aDoctor, aDoctor),
  visits: fc.tuple(aVisit, aVisit, aVisit),
  /** Who is booked already: the how manieth slot, for the how manieth visit */
  booked: fc.array(fc.tuple(fc.nat(11), fc.nat(2)), { maxLength: 6 }),
  /** Who holds a slot for a visit, and whether the time for that is over */
  holds: fc.array(fc.record({ slot: fc.nat(11), visit: fc.nat(2), lapsed: fc.boolean() }), { maxLength: 4 }),
  /** Whom the admin put into or beside a slot, so many minutes after it begins */
  overrides: fc.array(
    fc.record({ slot: fc.nat(11), visit: fc.nat(2), minutes: fc.constantFrom(0, 0, 0, 5) }),
    {
      maxLength: 2,
    },
  ),
  /** Doctors' time that is taken otherwise: minutes from now */
  busy: fc.array(fc.record({ doctor: fc.nat(1), starts: tens(-2, 60), minutes: fc.constantFrom(10, 90) }), {
    maxLength: 2,
  }),
  notice: fc.oneof(fc.constant(0), tens(0, 60)),
  horizonDays: fc.constantFrom(1, 1, 2, 30),
})
export type ClinicState = typeof clinicStates extends fc.Arbitrary<infer State> ? State : never

/** Makes the slots and visit types of the state, under no rules yet; gives the slots' ids and the visits' codes. */
export async function arrangeSlots(
  owner: Queryable,
  { doctors, visits }: ClinicState,
): Promise<{ slots: string[]; visits: string[] }> {
  await owner.query(
    'truncate slot, doctor_time, appointment_slot, appointment, idempotency_key, visit_type cascade',
  )
  await owner.query(
    `update clinic_profile set minimum_notice_minutes = 0, horizon_days = 365, open_appointments_per_patient = 100`,
  )
  const made = await owner.query<{ id: string }>(
    `insert into slot (doctor_id, open_doctor_id, local_date, starts_at, ends_at, capacity, state)
     select d.id, case when not withdrawn then d.id end, (at at time zone time_zone)::date, at,
       at + make_interval(mins => minutes), capacity, case when withdrawn then 'withdrawn' else 'open' end
     from clinic_profile, jsonb_to_recordset($1)
       as t (doctor integer, starts integer, minutes integer, capacity integer, withdrawn boolean)
     join (select id, row_number() over (order by name) - 1 as nth from doctor) d on d.nth = t.doctor,
     lateral (select date_trunc('minute', now()) + make_interval(mins => starts)) as a (at)
     returning id`,
    [JSON.stringify(doctors.flatMap(slotsOf))],
  )
  const codes = visits.map((_, nth) => `visit-${nth}`)
  await owner.query(
    `with given as (
       insert into visit_type (code, name, minutes, buffer_before_minutes, buffer_after_minutes, capacity,
         daily_quota, booked_by)
       select code, code, minutes, before, after, capacity, quota, 'anyone'
       from jsonb_to_recordset($1) as t (code text, minutes integer, before integer, after integer,
         capacity integer, quota integer)
       returning id, code
     )
     select from given`,
    [JSON.stringify(visits.map((visit, nth) => ({ ...visit, code: codes[nth] })))],
  )
  return { slots: made.rows.map(({ id }) => id), visits: codes }
}

/** The rest of the state: what is taken otherwise, who does what, and the clinic's rules. */
export async function arrangeRules(owner: Queryable, state: ClinicState): Promise<void> {
  await owner.query(
    `insert into doctor_time (doctor_id, occupied)
     select d.id, tstzrange(at, at + make_interval(mins => minutes))
     from jsonb_to_recordset($1) as t (doctor integer, starts integer, minutes integer)
     join (select id, row_number() over (order by name) - 1 as nth from doctor) d on d.nth = t.doctor,
     lateral (select date_trunc('minute', now()) + make_interval(mins => starts)) as a (at)
     on conflict do nothing`,
    [JSON.stringify(state.busy)],
  )
  await owner.query(
    `with given as (
       select 'visit-' || nth - 1 as code, visit from jsonb_array_elements($1) with ordinality as t (visit, nth)
     ), changed as (
       update visit_type v set booked_by = visit ->> 'bookedBy', active = (visit ->> 'active')::boolean
       from given where given.code = v.code
     )
     insert into visit_type_doctor (visit_type_id, doctor_id)
     select v.id, d.id from given join visit_type v using (code),
       jsonb_array_elements(visit -> 'doctors') as who
     join (select id, row_number() over (order by name) - 1 as nth from doctor) d on d.nth = who::integer`,
    [JSON.stringify(state.visits)],
  )
  await owner.query('update clinic_profile set minimum_notice_minutes = $1, horizon_days = $2', [
    state.notice,
    state.horizonDays,
  ])
}

function slotsOf({ begins, slots }: ClinicState['doctors'][number], doctor: number) {
  let starts = begins
  return slots.map((slot) => {
    starts += slot.gap
    const placed = { doctor, starts, ...slot }
    starts += slot.minutes
    return placed
  })
}
