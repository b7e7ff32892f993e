import { anonymous } from '@polyclinic/guard'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelAppointment } from '../appointments/index.ts'
import { bookAppointment } from '../booking/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { listFirstSlots } from './list-first-slots.ts'
import { listFreeDays } from './list-free-days.ts'
import { listFreeSlots } from './list-free-slots.ts'
import { arrangeRules, arrangeSlots, type ClinicState, clinicStates } from './visits-on-paper.testing.ts'
import { seed } from '../testing/seed.ts'

const longest = 10_000 // milliseconds
const [regular, somebody, holder, walkIn] = [aPatient(), aPatient(), aPatient(), aPatient()]
const seen = new Map<string, number>()

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  clinic = await openTestClinic()
  verbs = verbsOf(clinic)
  const [slot] = await slotsOfDay(clinic, 'Ben Okri', 2)
  await verbs.book(slot?.id ?? '', walkIn)
})
afterAll(async () => {
  process.stdout.write(`Lists against bookings, seed ${seed}: ${JSON.stringify(Object.fromEntries(seen))}\n`)
  await clinic[Symbol.asyncDispose]()
})

test('a visit that is listed can be booked, and one that is not listed cannot', async () => {
  const began = performance.now()
  const property = fc.asyncProperty(clinicStates, async (state) => {
    // a slow machine tries fewer
    if (performance.now() - began > longest) return
    const { slots, visits, regularBooked } = await arrange(state)
    for (const [nth, visitType] of visits.entries()) {
      if (!state.visits[nth]?.active) {
        expect(await refusalOf(list(visitType))).toMatchObject({ code: 'invalid-request' })
        for (const slotId of slots) await expectRefused(slotId, visitType, /^invalid-request$/)
        continue
      }
      const listed = await listEverywhere(visitType)
      for (const slotId of slots) {
        if (listed.has(slotId)) await expectBookable(slotId, visitType)
        else await expectRefused(slotId, visitType, /^(slot-taken|slot-held|outside-policy)$/)
      }
      const [one] = listed
      if (one && regularBooked > 0) await expectHeldToLimit(one, visitType, regularBooked)
    }
  })
  await fc.assert(property, { seed, numRuns: 40 })
  for (const outcome of ['booked', 'slot-taken', 'slot-held', 'visit-too-long']) {
    expect(seen.get(outcome) ?? 0, outcome).toBeGreaterThan(0)
  }
})

/** The state as it was drawn: neighbours are booked before the rules hold, as far as they can be. */
async function arrange(state: ClinicState) {
  const { slots, visits } = await arrangeSlots(clinic.owner, state)
  let regularBooked = 0
  for (const [slot, visit] of state.booked) {
    const made = await book(regular, slots[slot % slots.length] ?? '', visits[visit] ?? '').catch(
      () => undefined,
    )
    if (made) regularBooked++
  }
  const lapsed: string[] = []
  for (const hold of state.holds) {
    const held = verbs.hold(slots[hold.slot % slots.length] ?? '', holder, { visitType: visits[hold.visit] })
    const { id } = (await held.catch(() => undefined)) ?? {}
    if (id && hold.lapsed) lapsed.push(id)
  }
  for (const each of state.overrides)
    await putIn(slots[each.slot % slots.length] ?? '', visits[each.visit], each)
  if (lapsed.length > 0) await letLapse(clinic, ...lapsed)
  await arrangeRules(clinic.owner, state)
  return { slots, visits, regularBooked }
}

/** A walk-in, whatever stands there: they are refused nothing. */
async function putIn(slot: string, visitType = '', { minutes }: { minutes: number }): Promise<void> {
  const { doctorId, startsAt } = await slotNow(clinic, slot)
  const at = new Date(Date.parse(startsAt) + minutes * 60_000).toISOString()
  const { patientId } = walkIn
  await verbs.override({ doctorId, startsAt: at, patientId, visitType })
}

const list = (visitType: string) => listFreeSlots(clinic, anonymous, { limit: 500, visitType })

/** What the list says; the days and each doctor's first must say the same. */
async function listEverywhere(visitType: string): Promise<Set<string>> {
  const { items } = await list(visitType)
  const days = await listFreeDays(clinic, anonymous, { visitType })
  const dates = items.map(({ localDate }) => localDate)
  expect(days.map(({ localDate, free }) => [localDate, free])).toEqual(
    [...new Set(dates)].sort().map((date) => [date, dates.filter((each) => each === date).length]),
  )
  const firsts = await listFirstSlots(clinic, anonymous, { visitType })
  const firstOfEach = [...new Set(items.map(({ doctor }) => doctor.id))].map(
    (id) => items.find(({ doctor }) => doctor.id === id)?.id,
  )
  expect(firsts.map(({ id }) => id).sort()).toEqual(firstOfEach.sort())
  return new Set(items.map(({ id }) => id))
}

const book = (patient: ReturnType<typeof aPatient>, slotId: string, visitType: string) =>
  bookAppointment(
    clinic,
    patient,
    { slotId, visitType },
    bookingContext(clinic, { introduce: async () => ({}) }),
  )

/** Books, and takes it back: the next is judged in the state that was drawn. */
async function expectBookable(slotId: string, visitType: string): Promise<void> {
  const booked = await book(somebody, slotId, visitType)
  expect(booked.status).toBe('booked')
  const { rows } = await clinic.owner.query(
    `select min(s.starts_at) = a.starts_at and max(s.ends_at) >= a.ends_at and bool_and(s.state = 'open')
       and sum(s.ends_at - s.starts_at) = max(s.ends_at) - min(s.starts_at) as covered
     from appointment a join appointment_slot x on x.appointment_id = a.id join slot s on s.id = x.slot_id
     where a.id = $1 group by a.id`,
    [booked.id],
  )
  expect(rows).toEqual([{ covered: true }])
  note('booked')
  await cancelAppointment(clinic, aMember(clinic, 'staff'), booked.id, booked.version)
}

async function expectRefused(slotId: string, visitType: string, codes: RegExp): Promise<void> {
  const { code, facts } = await refusalOf(book(somebody, slotId, visitType))
  expect(code).toMatch(codes)
  note(typeof facts['rule'] === 'string' ? facts['rule'] : code)
}

/** A limit of the patient, not of the time: who has as many as are allowed is refused what others are shown. */
async function expectHeldToLimit(slotId: string, visitType: string, limit: number): Promise<void> {
  const allow = (places: number) =>
    clinic.owner.query('update clinic_profile set open_appointments_per_patient = $1', [places])
  await allow(limit)
  const refused = await refusalOf(book(regular, slotId, visitType))
  expect(refused.facts).toEqual({ rule: 'open-appointments-per-patient', limit })
  await expectBookable(slotId, visitType)
  await allow(100)
}

const note = (outcome: string) => seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
