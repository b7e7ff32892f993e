import type { FreeSlot } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doctorNamed } from '../testing/a-doctor.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { holdSlot } from './index.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
let ada: string
let ben: string
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 40, openAppointmentsPerPatient: 2 } })
  verbs = verbsOf(clinic)
  ada = await doctorNamed(clinic, 'Ada Byron')
  ben = await doctorNamed(clinic, 'Ben Okri')
  await clinic.owner.query(
    `with x as (insert into specialty (code, name) values ('cardiology', 'Cardiology') returning id)
     update doctor set specialty_id = x.id from x where doctor.id = $1`,
    [ben],
  )
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
/** One time of a day of their own, with the slots of both doctors. */
async function aTime() {
  const day = aDay()
  const [adas, bens] = [await slotsOfDay(clinic, 'Ada Byron', day), await slotsOfDay(clinic, 'Ben Okri', day)]
  const [first, second] = [adas[0], adas[1]]
  if (!first || !second || !bens[0] || !bens[1]) throw new Error('nobody works that day')
  return { at: first.startsAt, later: second.startsAt, adas: first, adasNext: second, bens: bens[0] }
}

describe('a booking with any doctor', () => {
  test('goes to the one with the least to do that day', async () => {
    const { at, adasNext } = await aTime()
    await verbs.book(adasNext.id)
    expect((await verbs.bookAny(at)).doctor.id).toBe(ben)
    expect((await verbs.bookAny(at)).doctor.id).toBe(ada)
  })

  test('goes to one whom the caller names, or who has the specialty', async () => {
    const times = [await aTime(), await aTime(), await aTime()] as const
    expect((await verbs.bookAny(times[0].at, { doctors: [ada] })).doctor.id).toBe(ada)
    expect((await verbs.bookAny(times[1].at, { specialty: 'cardiology' })).doctor.id).toBe(ben)
    expect((await verbs.bookAny(times[2].at, { specialty: 'family-medicine' })).doctor.id).toBe(ada)
    const refused = await refusalOf(verbs.bookAny(times[1].at, { specialty: 'cardiology' }))
    expect(refused.code).toBe('slot-taken')
    const alternatives = refused.facts['alternatives'] as FreeSlot[]
    expect(alternatives.map(({ doctor }) => doctor.specialty)).toEqual(Array(3).fill('cardiology'))
  })

  test('goes to one who does such visits, and is told the truth when that one is taken', async () => {
    const { at } = await aTime()
    const only = 'insert into visit_type_doctor select id, $1 from visit_type where code = $2'
    await clinic.owner.query(only, [ben, 'consultation'])
    const booked = await verbs.bookAny(at)
    const refused = await refusalOf(verbs.bookAny(at))
    await clinic.owner.query('delete from visit_type_doctor')
    expect(booked.doctor.id).toBe(ben)
    expect(refused.code).toBe('slot-taken')
    expect((refused.facts['alternatives'] as FreeSlot[]).map(({ doctor }) => doctor.id)).toEqual(
      Array(3).fill(ben),
    )
  })

  test('takes a time whose hold is over', async () => {
    const { at, adas, bens } = await aTime()
    await verbs.book(bens.id)
    await letLapse(clinic, (await verbs.hold(adas.id)).id)
    expect((await verbs.bookAny(at)).doctor.id).toBe(ada)
    expect(await slotNow(clinic, adas.id)).toMatchObject({ taken: 1, heldUntil: null })
  })

  test('takes a long visit where both of its slots are free', async () => {
    const { at, adasNext } = await aTime()
    await verbs.book(adasNext.id)
    const booked = await verbs.bookAny(at, { visitType: 'long-visit' })
    expect(booked.doctor.id).toBe(ben)
    expect((await refusalOf(verbs.bookAny(at, { visitType: 'long-visit' }))).code).toBe('slot-taken')
  })

  test('is repeated under its key with the same reply', async () => {
    const [{ at }, patient, key] = [await aTime(), aPatient(), verbs.context()]
    const replies = await Promise.all([1, 2, 3, 4].map(() => verbs.bookAny(at, {}, patient, key)))
    expect(replies).toEqual(Array(4).fill(replies[0]))
  })

  test('is made by the desk for a patient the clinic knows', async () => {
    const [{ at, later }, patient] = [await aTime(), aPatient()]
    await verbs.bookAny(at, {}, patient)
    const request = { patientId: patient.patientId }
    const booked = await verbs.bookAny(later, request, aMember(clinic, 'staff'))
    expect(booked.patientId).toBe(patient.patientId)
  })

  test('can be a hold first', async () => {
    const [{ at }, patient] = [await aTime(), aPatient()]
    const request = { startsAt: at, visitType: 'consultation', doctors: [ben] }
    const held = await holdSlot(clinic, patient, request, verbs.context())
    expect(held.doctor.id).toBe(ben)
    expect((await verbs.bookHeld(held.id, patient)).id).toBe(held.id)
  })
})

describe('is refused', () => {
  test('at a time when nobody works, with the nearest times', async () => {
    const { at } = await aTime()
    const odd = new Date(Date.parse(at) - 7 * 60_000).toISOString()
    const { code, facts } = await refusalOf(verbs.bookAny(odd))
    expect([code, (facts['alternatives'] as FreeSlot[]).length]).toEqual(['slot-taken', 3])
    expect(Date.parse((facts['alternatives'] as FreeSlot[])[0]?.startsAt ?? '')).toBe(Date.parse(at))
  })

  test('for whom it is refused anywhere: blocked, at their limit, with what is no visit here', async () => {
    const [{ at, later }, other, patient] = [await aTime(), await aTime(), aPatient()]
    await verbs.bookAny(at, {}, patient)
    await verbs.bookAny(later, {}, patient)
    const limit = { rule: 'open-appointments-per-patient', limit: 2 }
    expect((await refusalOf(verbs.bookAny(other.at, {}, patient))).facts).toEqual(limit)
    await clinic.owner.query(`update known_patient set state = 'blocked' where patient_id = $1`, [
      patient.patientId,
    ])
    expect((await refusalOf(verbs.bookAny(other.at, {}, patient))).code).toBe('patient-blocked')
    const unknown = await refusalOf(verbs.bookAny(other.at, { visitType: 'surgery' }))
    expect(unknown.facts['issues']).toMatchObject([{ pointer: '/visitType' }])
  })

  test('by the rule that all of its doctors would break', async () => {
    const { at } = await aTime()
    await clinic.owner.query('update clinic_profile set horizon_days = 1')
    const { facts } = await refusalOf(verbs.bookAny(at))
    await clinic.owner.query('update clinic_profile set horizon_days = 40')
    expect(facts).toEqual({ rule: 'horizon', limit: 1 })
  })
})
