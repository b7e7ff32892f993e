import { anonymous } from '@polyclinic/guard'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookAppointment } from '../booking/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { seed } from '../testing/seed.ts'
import { aPatient, openTestClinic, type TestClinic, visitType } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { listFreeSlots } from './list-free-slots.ts'

let clinic: TestClinic
beforeAll(async () => {
  clinic = await openTestClinic({ staffing: { visitTypes: [visitType('short', 5)] } })
})
afterAll(() => clinic[Symbol.asyncDispose]())

// from two hours ago to two days ahead, often on the edges of one another
const minutesFromNow = fc.integer({ min: -12, max: 48 * 6 }).map((tens) => tens * 10)
const aSlot = fc.record({
  doctor: fc.nat(1),
  starts: minutesFromNow,
  minutes: fc.constantFrom(10, 30, 60),
  capacity: fc.constantFrom(1, 1, 3),
  withdrawn: fc.constantFrom(false, false, false, true),
  booked: fc.nat(3),
})
const aStretch = fc.record({
  doctor: fc.nat(1),
  starts: minutesFromNow,
  minutes: fc.constantFrom(15, 240, 900),
})
const aPolicy = fc.record({
  notice: fc.integer({ min: 0, max: 1440 }),
  horizon: fc.integer({ min: 1, max: 2 }),
})
const aCalendar = fc.record({
  slots: fc.array(aSlot, { minLength: 10, maxLength: 24 }),
  stretches: fc.array(aStretch, { minLength: 1, maxLength: 4 }),
  policy: aPolicy,
})
type Calendar = typeof aCalendar extends fc.Arbitrary<infer C> ? C : never

test('what is listed can be booked, and what is not listed cannot', async () => {
  const seen = { listed: 0, unlisted: 0 }
  const property = fc.asyncProperty(aCalendar, async (calendar) => {
    await arrange(calendar)
    const { items } = await listFreeSlots(clinic, anonymous, { limit: 500, visitType: 'short' })
    const listed = new Set(items.map(({ id }) => id))
    for (const id of await slotsOffTheEdges()) {
      seen[listed.has(id) ? 'listed' : 'unlisted']++
      if (listed.has(id)) expect((await book(id)).status).toBe('booked')
      else expect((await refusalOf(book(id))).code).toMatch(/^(slot-taken|outside-policy)$/)
    }
  })
  await fc.assert(property, { seed, numRuns: 15, interruptAfterTimeLimit: 20_000 })
  expect(Math.min(seen.listed, seen.unlisted)).toBeGreaterThan(5)
})

const book = (slotId: string) =>
  bookAppointment(
    clinic,
    aPatient(),
    { slotId, visitType: 'short' },
    bookingContext(clinic, { introduce: async () => ({}) }),
  )

/** The calendar as it was drawn; slots and stretches that overlap an earlier one are left out. */
async function arrange({ slots, stretches, policy }: Calendar): Promise<void> {
  const run = clinic.owner.query
  await run('truncate slot, doctor_time, appointment_slot, appointment, idempotency_key cascade')
  await run('update clinic_profile set minimum_notice_minutes = 0, horizon_days = 365')
  const { rows } = await run<{ id: string; booked: number }>(
    `insert into slot (doctor_id, open_doctor_id, local_date, starts_at, ends_at, capacity, state)
     select d.id, case when not withdrawn then d.id end, current_date, at, at + make_interval(mins => minutes),
       capacity, case when withdrawn then 'withdrawn' else 'open' end
     from jsonb_to_recordset($1)
       as t (doctor integer, starts integer, minutes integer, capacity integer, withdrawn boolean)
     join (select id, row_number() over (order by name) - 1 as nth from doctor) d on d.nth = t.doctor,
     lateral (select date_trunc('minute', now()) + make_interval(mins => starts)) as a (at)
     on conflict do nothing returning id, 0 as booked`,
    [JSON.stringify(slots)],
  )
  for (const [at, { id }] of rows.entries()) {
    const wished = slots[at]?.booked ?? 0
    for (let visitor = 0; visitor < wished; visitor++) await book(id).catch(() => {})
  }
  await run(
    `insert into doctor_time (doctor_id, occupied)
     select d.id, tstzrange(at, at + make_interval(mins => minutes))
     from jsonb_to_recordset($1) as t (doctor integer, starts integer, minutes integer)
     join (select id, row_number() over (order by name) - 1 as nth from doctor) d on d.nth = t.doctor,
     lateral (select date_trunc('minute', now()) + make_interval(mins => starts)) as a (at)
     on conflict do nothing`,
    [JSON.stringify(stretches)],
  )
  await run('update clinic_profile set minimum_notice_minutes = $1, horizon_days = $2', [
    policy.notice,
    policy.horizon,
  ])
}

/** Time goes on between listing and booking: what a rule's edge passes in these seconds is left out. */
async function slotsOffTheEdges(): Promise<string[]> {
  const { rows } = await clinic.database.query<{ id: string }>(
    `select s.id from slot s, clinic_profile p,
     lateral (values (0), (p.minimum_notice_minutes * 60), (p.horizon_days * 86400)) as e (seconds)
     group by s.id, s.starts_at
     having min(abs(extract(epoch from s.starts_at - now()) - seconds)) > 20
     order by s.id`,
  )
  return rows.map(({ id }) => id)
}
