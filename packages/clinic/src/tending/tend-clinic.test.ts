import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAppointments, showAppointment, showHistory } from '../appointments/index.ts'
import { closures } from '../calendar/index.ts'
import { requestBooking } from '../requests/index.ts'
import { dayFromToday } from '../testing/calendar-of.ts'
import { openWaitingClinic, type WaitingClinic } from '../testing/full-mornings.ts'
import { aMember, aPatient, openTestClinic } from '../testing/open-test-clinic.ts'
import { letBegin, letLapse } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { tendClinic } from './index.ts'

let here: WaitingClinic
beforeAll(async () => {
  here = await openWaitingClinic()
})
afterAll(() => here.clinic[Symbol.asyncDispose]())

const clock = { kind: 'system', name: 'worker' } as const
const nothing = { requests: 0, lapsed: 0, offers: 0, noShows: 0, unkept: 0, againInSeconds: undefined }
const tend = () => tendClinic(here.clinic, clock)
const aSlot = async () => (await slotsOfDay(here.clinic, 'Ben Okri', here.aDay()))[0]?.id ?? ''
const stateOf = async (id: string) => (await showAppointment(here.clinic, here.desk, id)).status
const lastEvent = async (id: string) => (await showHistory(here.clinic, here.desk, id)).at(-1)

describe('the clock', () => {
  test('notes who did not come when their day is over, and leaves today alone', async () => {
    const [yesterday, today] = [await here.verbs.book(await aSlot()), await here.verbs.book(await aSlot())]
    await letBegin(here.clinic, yesterday.id, 25 * 60)
    await letBegin(here.clinic, today.id, 0)
    expect(await tend()).toEqual({ ...nothing, noShows: 1 })
    expect([await stateOf(yesterday.id), await stateOf(today.id)]).toEqual(['noshow', 'booked'])
    expect(await lastEvent(yesterday.id)).toMatchObject({
      type: 'noshow',
      by: 'system',
      actor: 'system:worker',
      facts: { why: 'day-over' },
    })
    expect(await tend()).toEqual(nothing)
  })

  test('cancels what nobody confirmed in time, and frees it', async () => {
    await here.clinic.owner.query(`update clinic_profile set confirmation = 'by_staff'`)
    const [slot, other] = [await aSlot(), await aSlot()]
    const [late, early] = [await here.verbs.book(slot), await here.verbs.book(other)]
    await here.clinic.owner.query(`update clinic_profile set confirmation = 'automatic'`)
    await letBegin(here.clinic, late.id, 1)
    expect(await tend()).toEqual({ ...nothing, unkept: 1 })
    expect([await stateOf(late.id), await stateOf(early.id)]).toEqual(['cancelled', 'pending'])
    expect(await lastEvent(late.id)).toMatchObject({
      by: 'system',
      facts: { from: 'pending', why: 'unconfirmed' },
    })
    expect((await slotNow(here.clinic, slot)).taken).toBe(0)
  })

  test('cancels what lost its time and got no other until then, and notes no no-show', async () => {
    const [slot] = await slotsOfDay(here.clinic, 'Ben Okri', here.aDay())
    const { id } = await here.verbs.book(slot?.id ?? '')
    const closed = { firstDay: slot?.day ?? '', lastDay: slot?.day ?? '' }
    await closures.create(here.clinic, aMember(here.clinic, 'clinic_admin'), {}, closed)
    expect(await tend()).toEqual(nothing)
    await letBegin(here.clinic, id, 26 * 60)
    expect(await tend()).toEqual({ ...nothing, unkept: 1 })
    expect(await lastEvent(id)).toMatchObject({ type: 'cancelled', facts: { why: 'unresolved' } })
  })

  test('ends holds whose time is over, however many', async () => {
    const slots = await Promise.all(Array.from({ length: 4 }, aSlot))
    const holds = await Promise.all(slots.map((slot) => here.verbs.hold(slot)))
    await letLapse(here.clinic, ...holds.slice(1).map(({ id }) => id))
    expect(await tend()).toEqual({ ...nothing, lapsed: 3 })
    const taken = await Promise.all(slots.map(async (slot) => (await slotNow(here.clinic, slot)).taken))
    expect(taken).toEqual([1, 0, 0, 0])
    expect(await tend()).toEqual(nothing)
  })

  test('works off noted bookings', async () => {
    const wanted = { slotId: await aSlot(), visitType: 'consultation' }
    await requestBooking(here.clinic, aPatient(), wanted, here.verbs.context())
    expect(await tend()).toEqual({ ...nothing, requests: 1 })
  })

  test('comes again as long as somebody waits, at the latest when the next offer ends', async () => {
    const { day, free } = await here.fullMorning()
    await here.verbs.join({ from: day, to: day })
    await here.verbs.join({ from: '2190-01-01', to: '2190-01-01' })
    await free()
    expect((await tend()).againInSeconds).toBe(60)
    await here.clinic.owner.query(
      `update appointment set hold_expires_at = now() + interval '20 seconds' where booked_by = 'system:waitlist'`,
    )
    const { againInSeconds = 0 } = await tend()
    expect([againInSeconds > 15, againInSeconds <= 21]).toEqual([true, true])
    await here.clinic.owner.query(`update waitlist_entry set state = 'left', offer_id = null`)
    expect((await tend()).againInSeconds).toBeUndefined()
  })

  test('is nobody whom one could be', async () => {
    for (const who of [aPatient(), aMember(here.clinic, 'clinic_admin')]) {
      expect((await refusalOf(tendClinic(here.clinic, who))).code).toBe('not-allowed')
    }
  })
})

test('offers times that new shifts or missed moments left', async () => {
  const { day, slots, free } = await here.fullMorning()
  const patient = aPatient()
  const { id } = await here.verbs.join({ from: day, to: day, partsOfDay: ['morning'] }, patient)
  await here.clinic.owner.query(`update waitlist_entry set state = 'left', offer_id = null where id = $1`, [
    id,
  ])
  await free()
  await here.clinic.owner.query(`update waitlist_entry set state = 'waiting' where id = $1`, [id])
  expect((await tend()).offers).toBe(1)
  expect((await refusalOf(here.verbs.book(slots[0].id))).code).toBe('slot-held')
})

test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
  'a day ends by the clinic’s own clock: %s',
  async (timeZone) => {
    await using clinic = await openTestClinic({ timeZone })
    const [today, yesterday] = [await dayFromToday(clinic, 0), await dayFromToday(clinic, -1)]
    const { rows } = await clinic.owner.query<{ id: string }>(
      `with patient as (
       insert into known_patient (patient_id, consented_at) values (uuidv7(), now()) returning patient_id
     ), visits as (
       select uuidv7() as id, day::date, (day::date + time '12:00') at time zone $3 as at
       from unnest($1::text[]) as day
     ), times as (
       insert into doctor_time (id, doctor_id, occupied)
       select v.id, d.id, tstzrange(v.at, v.at + interval '30 minutes') from visits v, doctor d where d.name = $2
     )
     insert into appointment (id, reference, doctor_id, visit_type_id, patient_id, doctor_time_id, local_date, starts_at,
       ends_at, status, booked_by)
     select v.id, v.id::text, d.id, t.id, p.patient_id, v.id, v.day, v.at, v.at + interval '30 minutes', 'booked', 'test'
     from visits v, doctor d, visit_type t, patient p where d.name = $2 and t.code = 'consultation'
     returning id`,
      [[yesterday, today], 'Ben Okri', timeZone],
    )
    expect(rows).toHaveLength(2)
    expect((await tendClinic(clinic, clock)).noShows).toBe(1)
    const { items } = await listAppointments(clinic, aMember(clinic, 'staff'), { limit: 10 })
    expect(items.map(({ localDate, status }) => [localDate, status])).toEqual([
      [yesterday, 'noshow'],
      [today, 'booked'],
    ])
  },
)
