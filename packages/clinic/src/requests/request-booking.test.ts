import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAppointments } from '../appointments/index.ts'
import { fingerprintOf } from '../testing/booking-context.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { requestBooking, showBookingRequest, workOffRequests } from './index.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 40 } })
  verbs = verbsOf(clinic)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const worker = { kind: 'system', name: 'worker' } as const
const aDay = newDays()
const aSlot = async () => (await slotsOfDay(clinic, 'Ben Okri', aDay()))[0]?.id ?? ''
const request = (slotId: string, patient = aPatient(), over = {}, using = verbs.context(), most?: number) =>
  requestBooking(clinic, patient, { slotId, visitType: 'consultation', ...over }, using, most)

describe('a booking that is to be worked off later', () => {
  test('claims nothing until it is, and then is booked', async () => {
    const [slot, patient] = [await aSlot(), aPatient()]
    const noted = await request(slot, patient, { reason: 'a cough' })
    expect(noted).toEqual({ id: expect.any(String), status: 'pending', requestedAt: expect.any(String) })
    expect((await slotNow(clinic, slot)).taken).toBe(0)
    expect((await listAppointments(clinic, patient, { limit: 10 })).items).toEqual([])
    expect(await workOffRequests(clinic, worker)).toBe(1)
    const { appointment, ...done } = await showBookingRequest(clinic, patient, noted.id)
    expect(done).toEqual({ ...noted, status: 'booked', finishedAt: expect.any(String) })
    expect(appointment).toMatchObject({ status: 'booked', reason: 'a cough', patientId: patient.patientId })
    expect((await listAppointments(clinic, patient, { limit: 10 })).items).toEqual([appointment])
    expect((await slotNow(clinic, slot)).taken).toBe(1)
  })

  test('is refused as it would have been at once, with what is free instead', async () => {
    const [slot, patient] = [await aSlot(), aPatient()]
    const noted = await request(slot, patient)
    await verbs.book(slot)
    await workOffRequests(clinic, worker)
    const { status, problem, appointment } = await showBookingRequest(clinic, patient, noted.id)
    expect([status, appointment]).toEqual(['refused', undefined])
    expect(problem).toMatchObject({ type: '/problems/slot-taken', status: 409, code: 'slot-taken' })
    expect(problem?.['alternatives']).toHaveLength(3)
  })

  test('may be with any doctor, of a hold, or by the desk', async () => {
    const [slot, held, patient] = [await aSlot(), await aSlot(), aPatient()]
    const { startsAt } = await slotNow(clinic, slot)
    const hold = await verbs.hold(held, patient)
    const [any, kept] = [
      await request('', patient, { slotId: undefined, startsAt }),
      await request('', patient, {
        slotId: undefined,
        visitType: undefined,
        holdId: hold.id,
        reason: 'a cough',
      }),
    ]
    await workOffRequests(clinic, worker)
    expect((await showBookingRequest(clinic, patient, any.id)).status).toBe('booked')
    expect((await showBookingRequest(clinic, patient, kept.id)).appointment?.id).toBe(hold.id)
    const desk = aMember(clinic, 'staff')
    const wanted = { slotId: await aSlot(), visitType: 'consultation', patientId: patient.patientId }
    const { id } = await requestBooking(clinic, desk, wanted, verbs.context())
    await workOffRequests(clinic, worker)
    expect((await showBookingRequest(clinic, patient, id)).appointment?.patientId).toBe(patient.patientId)
  })

  test('is one under its key, before it is worked off and after', async () => {
    const [slot, patient, key] = [await aSlot(), aPatient(), verbs.context()]
    const same = await Promise.all([1, 2, 3].map(() => request(slot, patient, {}, key)))
    expect(same).toEqual(Array(3).fill(same[0]))
    expect(await workOffRequests(clinic, worker)).toBe(1)
    const done = await request(slot, patient, {}, key)
    expect([done.id, done.status]).toEqual([same[0]?.id, 'booked'])
    expect(await verbs.book(slot, patient, {}, key)).toEqual(done.appointment)
    const other = { ...key, fingerprint: fingerprintOf('another body') }
    expect((await refusalOf(request(slot, patient, {}, other))).code).toBe('idempotency-mismatch')
  })

  test('is not noted when too many wait, and nothing of it is kept', async () => {
    const [slot, patient, key] = [await aSlot(), aPatient(), verbs.context()]
    await Promise.all([request(await aSlot()), request(await aSlot())])
    expect(await refusalOf(request(slot, patient, {}, key, 2))).toEqual({
      code: 'too-busy',
      facts: { retryAfter: 5 },
    })
    await workOffRequests(clinic, worker)
    expect((await request(slot, patient, {}, key, 2)).status).toBe('pending')
    await workOffRequests(clinic, worker)
  })

  test('is shown to who asked, its patient, their guardian and the desk, and for others is not there', async () => {
    const patient = aPatient()
    const { id } = await request(await aSlot(), patient)
    const guardian = { ...aPatient(), guards: async (whose: string) => whose === patient.patientId }
    for (const who of [patient, guardian, aMember(clinic, 'staff')]) {
      expect((await showBookingRequest(clinic, who, id)).id).toBe(id)
    }
    const foreign = await refusalOf(showBookingRequest(clinic, aPatient(), id))
    const absent = await refusalOf(showBookingRequest(clinic, aPatient(), randomUUID()))
    expect([foreign.code, foreign]).toEqual(['not-found', absent])
    await workOffRequests(clinic, worker)
  })

  test('keeps nothing of what was said once it has ended', async () => {
    const patient = aPatient()
    const { id } = await request(await aSlot(), patient, { reason: 'a cough' })
    await workOffRequests(clinic, worker)
    const { rows } = await clinic.owner.query('select call from booking_request where id = $1', [id])
    expect(rows).toEqual([{ call: {} }])
  })
})

test('only the system works off what waits', async () => {
  for (const who of [aPatient(), aMember(clinic, 'clinic_admin')]) {
    expect((await refusalOf(workOffRequests(clinic, who))).code).toBe('not-allowed')
  }
})
