import type { Appointment } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancelAppointment } from '../appointments/index.ts'
import { closures, listDisplaced } from '../calendar/index.ts'
import { aMember, aPatient, openTestClinic, type TestClinic, visitType } from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { newDays, type SlotRow, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  const visitTypes = [
    visitType('consultation', 30),
    visitType('long-visit', 60),
    visitType('buffered', 30, 10),
  ]
  clinic = await openTestClinic({ policy: { horizonDays: 60 }, staffing: { visitTypes } })
  verbs = verbsOf(clinic)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
async function aMorning(doctor = 'Ben Okri', day = aDay()) {
  const [first, second, third, fourth] = await slotsOfDay(clinic, doctor, day)
  if (!first || !second || !third || !fourth) throw new Error('a morning is longer')
  return [first, second, third, fourth] as const
}
const aSession = async (day = aDay()) => (await slotsOfDay(clinic, 'Ada Byron', day)).at(-1) as SlotRow
const taken = (slots: readonly SlotRow[]) =>
  Promise.all(slots.map(async ({ id }) => (await slotNow(clinic, id)).taken))

/** All rows that say where an appointment is. */
async function placeOf(id: string) {
  const { rows } = await clinic.database.query(
    `select a.version, a.doctor_id as doctor, a.starts_at as "startsAt", a.displaced_at as displaced,
       lower(t.occupied) as from, upper(t.occupied) as until, t.doctor_id as "timeOf", t.session_slot_id as session,
       array(select x.slot_id from appointment_slot x join slot s on s.id = x.slot_id
         where x.appointment_id = a.id order by s.starts_at) as slots
     from appointment a left join doctor_time t on t.id = a.doctor_time_id where a.id = $1`,
    [id],
  )
  return rows[0]
}
async function booked(
  slot: SlotRow,
  visit = 'consultation',
): Promise<[Appointment, ReturnType<typeof aPatient>]> {
  const patient = aPatient()
  return [await verbs.book(slot.id, patient, { visitType: visit }), patient]
}
const times = async () => (await clinic.owner.query('select from doctor_time')).rowCount

describe('moving an appointment', () => {
  test('changes all that says where it is, and tells where it was', async () => {
    const [from, , , to] = await aMorning()
    const [appointment, patient] = await booked(from)
    const before = await times()
    const moved = await verbs.move(appointment, to.id, patient)
    expect(moved).toMatchObject({ id: appointment.id, reference: appointment.reference, version: 2 })
    expect(Date.parse(moved.startsAt)).toBe(Date.parse(to.startsAt))
    expect(await placeOf(moved.id)).toMatchObject({
      version: 2,
      from: new Date(to.startsAt),
      timeOf: to.doctorId,
      slots: [to.id],
    })
    expect([await taken([from, to]), await times()]).toEqual([[0, 1], before])
    expect((await slotNow(clinic, from.id)).version).toBe(3)
    const { rows } = await clinic.database.query(
      'select type, version, payload from appointment_event where appointment_id = $1 order by version',
      [moved.id],
    )
    expect(rows[1]).toMatchObject({
      type: 'rescheduled',
      version: 2,
      payload: { by: 'patient', slotIds: [to.id], from: { doctorId: from.doctorId, slotIds: [from.id] } },
    })
    expect(Date.parse(rows[1]?.payload.from.startsAt)).toBe(Date.parse(from.startsAt))
  })

  test('goes onto a time that overlaps its own', async () => {
    const [first, second, third] = await aMorning()
    const [appointment, patient] = await booked(first, 'long-visit')
    const later = await verbs.move(appointment, second.id, patient)
    expect([(await placeOf(later.id))?.slots, await taken([first, second, third])]).toEqual([
      [second.id, third.id],
      [0, 1, 1],
    ])
    const back = await verbs.move(later, first.id, patient)
    expect(await taken([first, second, third])).toEqual([1, 1, 0])
    expect((await verbs.move(back, first.id, patient)).version).toBe(4)
  })

  test('by a little less than its buffers is not in its own way', async () => {
    const [first, second] = await aMorning()
    const [appointment, patient] = await booked(first, 'buffered')
    await verbs.move(appointment, second.id, patient)
    expect(await taken([first, second])).toEqual([0, 1])
  })

  test('goes to another doctor', async () => {
    const day = aDay()
    const [[from], [to]] = [await aMorning('Ben Okri', day), await aMorning('Ada Byron', day)]
    const [appointment, patient] = await booked(from)
    const moved = await verbs.move(appointment, to.id, patient)
    expect(moved.doctor).toEqual({ id: to.doctorId, name: 'Ada Byron' })
    expect(await placeOf(moved.id)).toMatchObject({ doctor: to.doctorId, timeOf: to.doctorId })
    expect((await verbs.book(from.id)).status).toBe('booked')
  })

  test('goes into a group session and out of it, whose time ends with its last visitor', async () => {
    const [session, [slot]] = [await aSession(), await aMorning()]
    const [appointment, patient] = await booked(slot)
    const inside = await verbs.move(appointment, session.id, patient)
    expect(await placeOf(inside.id)).toMatchObject({ session: session.id, slots: [session.id] })
    const [other] = await booked(session)
    await verbs.move(inside, slot.id, patient)
    expect([await taken([slot, session]), (await placeOf(other.id))?.session]).toEqual([[1, 1], session.id])
    await cancelAppointment(clinic, aMember(clinic, 'staff'), other.id, 1)
    const sessions = await clinic.owner.query('select from doctor_time where session_slot_id = $1', [
      session.id,
    ])
    expect(sessions.rowCount).toBe(0)
  })

  test('goes to a time whose hold is over, and ends that hold', async () => {
    const [from, to] = await aMorning()
    const [appointment, patient] = await booked(from)
    const held = await verbs.hold(to.id)
    await letLapse(clinic, held.id)
    await verbs.move(appointment, to.id, patient)
    const { rows } = await clinic.database.query('select status from appointment where id = $1', [held.id])
    expect([rows, await taken([from, to])]).toEqual([[{ status: 'cancelled' }], [0, 1]])
  })

  test('stays within a doctor’s quota that is used up, but not beyond it', async () => {
    const [day, desk] = [await aMorning(), aMember(clinic, 'staff')]
    await clinic.owner.query(`update visit_type set daily_quota = 1 where code = 'consultation'`)
    const [appointment, patient] = await booked(day[0])
    const moved = await verbs.move(appointment, day[2].id, patient)
    expect(await taken(day)).toEqual([0, 0, 1, 0])
    await verbs.move(moved, day[3].id, desk)
    await clinic.owner.query('update visit_type set daily_quota = null')
  })

  test('keeps a request that nobody has confirmed a request', async () => {
    const [from, to] = await aMorning()
    await clinic.owner.query(`update clinic_profile set confirmation = 'by_staff'`)
    const [appointment, patient] = await booked(from)
    await clinic.owner.query(`update clinic_profile set confirmation = 'automatic'`)
    expect((await verbs.move(appointment, to.id, patient)).status).toBe('pending')
  })
})

describe('an appointment whose time the clinic took away', () => {
  test('is listed with where it could go, goes there by one call, and is displaced no more', async () => {
    const [slots, desk] = [await aMorning(), aMember(clinic, 'staff')]
    const [appointment] = await booked(slots[0])
    const { day } = slots[0]
    await closures.create(clinic, aMember(clinic, 'clinic_admin'), {}, { firstDay: day, lastDay: day })
    const [displaced] = (await listDisplaced(clinic, desk, { limit: 10 })).items
    expect(displaced).toMatchObject({ id: appointment.id, version: 2 })
    const [nearest] = displaced?.alternatives ?? []
    if (!displaced || !nearest) throw new Error('it is not said where it could go')
    expect([nearest.doctor.id, displaced.alternatives.length]).toEqual([slots[0].doctorId, 3])
    const moved = await verbs.move(displaced, nearest.id, desk, nearest.version)
    expect(moved).toMatchObject({ startsAt: nearest.startsAt, version: 3 })
    expect([moved.displacedAt, (await placeOf(moved.id))?.displaced]).toEqual([undefined, null])
    expect((await listDisplaced(clinic, desk, { limit: 10 })).items).toEqual([])
  })

  test('is moved by its patient too, however late it is', async () => {
    const slots = await aMorning()
    const [appointment, patient] = await booked(slots[0])
    const { day } = slots[0]
    await closures.create(clinic, aMember(clinic, 'clinic_admin'), {}, { firstDay: day, lastDay: day })
    await clinic.owner.query('update clinic_profile set reschedule_until_minutes = 43200 * 3')
    const [to] = await aMorning()
    const moved = await verbs.move({ ...appointment, version: 2 }, to.id, patient)
    await clinic.owner.query('update clinic_profile set reschedule_until_minutes = 0')
    expect(Date.parse(moved.startsAt)).toBe(Date.parse(to.startsAt))
  })
})
