import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doctorNamed } from '../testing/a-doctor.ts'
import { footprint } from '../testing/footprint.ts'
import { aMember, aPatient, openTestClinic, type TestClinic, visitType } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, type SlotRow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { setState } from '../testing/set-state.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  const visitTypes = [visitType('consultation', 30), visitType('a-day-long', 300), visitType('retired', 30)]
  clinic = await openTestClinic({ policy: { horizonDays: 30 }, staffing: { visitTypes } })
  verbs = verbsOf(clinic)
  await clinic.owner.query(`update visit_type set active = false where code = 'retired'`)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
const aSlot = async () => (await slotsOfDay(clinic, 'Ben Okri', aDay()))[0] as SlotRow
type Over = Parameters<ReturnType<typeof verbsOf>['book']>[2]

/** Booking and holding, both refused alike, and neither has changed anything. */
async function refusedBoth(slotId: string, over: Over = {}, by = aPatient()) {
  const before = await footprint(clinic)
  const refused = await refusalOf(verbs.book(slotId, by, over))
  expect(await refusalOf(verbs.hold(slotId, by, over))).toEqual(refused)
  expect(await footprint(clinic)).toEqual(before)
  return refused
}

describe('neither booked nor held is', () => {
  test('a time that is past, or too soon, or too far ahead', async () => {
    const past = await aSlot()
    await clinic.owner.query(
      `update slot set starts_at = now() - interval '40 minutes', ends_at = now() - interval '10 minutes' where id = $1`,
      [past.id],
    )
    expect((await refusedBoth(past.id)).facts).toEqual({ rule: 'past', limit: 0 })
    const { id } = await aSlot()
    await clinic.owner.query('update clinic_profile set minimum_notice_minutes = 43200')
    expect((await refusedBoth(id)).facts).toEqual({ rule: 'minimum-notice', limit: 43_200 })
    await clinic.owner.query('update clinic_profile set minimum_notice_minutes = 60, horizon_days = 1')
    expect((await refusedBoth(id)).facts).toEqual({ rule: 'horizon', limit: 1 })
    await clinic.owner.query('update clinic_profile set horizon_days = 30')
  })

  test('a slot of another clinic: it is not there', async () => {
    await using other = await openTestClinic()
    const [foreign] = await slotsOfDay(other, 'Ben Okri', 2)
    const refused = await refusedBoth(foreign?.id ?? '')
    expect([refused.code, refused]).toEqual(['not-found', await refusedBoth(randomUUID())])
  })

  test('a time of a doctor who sees nobody any more, or that was withdrawn', async () => {
    const [slot] = await slotsOfDay(clinic, 'Ada Byron', aDay())
    const ada = await doctorNamed(clinic, 'Ada Byron')
    await clinic.owner.query(
      `update slot set state = 'withdrawn', open_doctor_id = null where doctor_id = $1`,
      [ada],
    )
    await clinic.owner.query('delete from doctor_shift where doctor_id = $1', [ada])
    await clinic.owner.query('update doctor set active = false where id = $1', [ada])
    expect((await refusedBoth(slot?.id ?? '')).code).toBe('slot-taken')
    const { facts } = await refusalOf(verbs.bookAny(slot?.startsAt ?? '', { doctors: [ada] }))
    expect(facts).toEqual({ alternatives: [] })
  })

  test('a slot that has changed since', async () => {
    const slot = await aSlot()
    const refused = await refusedBoth(slot.id, { slotVersion: 7 })
    expect(refused).toMatchObject({
      code: 'slot-version-mismatch',
      facts: { current: { id: slot.id, version: 1 } },
    })
    expect((await verbs.book(slot.id, aPatient(), { slotVersion: 1 })).status).toBe('booked')
  })

  test.each([
    ['that is not there', 'surgery', 'invalid-request'],
    ['that is retired', 'retired', 'invalid-request'],
    ['longer than the doctor has time', 'a-day-long', 'outside-policy'],
  ])('a visit %s', async (_, visit, code) => {
    const slot = await aSlot()
    expect((await refusedBoth(slot.id, { visitType: visit })).code).toBe(code)
  })

  test('what only the clinic itself books, or a doctor does not do', async () => {
    const slot = await aSlot()
    await clinic.owner.query(`update visit_type set booked_by = 'staff' where code = 'consultation'`)
    const staffOnly = await refusedBoth(slot.id)
    await clinic.owner.query(`update visit_type set booked_by = 'anyone' where code = 'consultation'`)
    expect(staffOnly.facts).toEqual({ rule: 'staff-only', limit: 0 })
    await clinic.owner.query(
      `insert into visit_type_doctor select v.id, d.id from visit_type v, doctor d
       where v.code = 'consultation' and d.name = 'Ada Byron'`,
    )
    const another = await refusedBoth(slot.id)
    await clinic.owner.query('delete from visit_type_doctor')
    expect(another.facts).toEqual({ rule: 'doctor-does-not', limit: 0 })
  })

  test.each([
    ['blocked', 'patient-blocked'],
    ['erased', 'patient-unknown'],
  ])('anything for a patient who is %s', async (state, code) => {
    const [patient, slot] = [aPatient(), await aSlot()]
    await verbs.book((await aSlot()).id, patient)
    const held = await verbs.hold((await aSlot()).id, patient)
    await setState(clinic, patient.patientId, state)
    expect((await refusedBoth(slot.id, {}, patient)).code).toBe(code)
    const before = await footprint(clinic)
    expect((await refusalOf(verbs.bookHeld(held.id, patient))).code).toBe(code)
    const desk = aMember(clinic, 'staff')
    const forThem = { patientId: patient.patientId }
    expect((await refusalOf(verbs.book(slot.id, desk, forThem))).code).toBe(code)
    expect(await footprint(clinic)).toEqual(before)
  })

  test('anything by whom it is not for, or at a suspended clinic', async () => {
    const [slot, before] = [await aSlot(), await footprint(clinic)]
    const elsewhere = aMember({ id: randomUUID() }, 'staff')
    expect((await refusalOf(verbs.hold(slot.id, elsewhere))).code).toBe('not-allowed')
    expect((await refusalOf(verbs.hold(slot.id, { kind: 'anonymous' }))).code).toBe('not-signed-in')
    const suspended = verbsOf({ ...clinic, suspended: true })
    expect((await refusalOf(suspended.hold(slot.id))).code).toBe('clinic-suspended')
    expect((await refusalOf(suspended.bookAny(slot.startsAt))).code).toBe('clinic-suspended')
    expect(await footprint(clinic)).toEqual(before)
  })
})

test('a refusal is not kept under its key: what was in the way may be gone', async () => {
  const [slot, patient, key] = [await aSlot(), aPatient(), verbs.context()]
  await clinic.owner.query('update clinic_profile set horizon_days = 1')
  expect((await refusalOf(verbs.book(slot.id, patient, {}, key))).code).toBe('outside-policy')
  await clinic.owner.query('update clinic_profile set horizon_days = 30')
  expect((await verbs.book(slot.id, patient, {}, key)).status).toBe('booked')
})
