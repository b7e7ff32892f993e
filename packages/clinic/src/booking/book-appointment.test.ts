import { randomUUID } from 'node:crypto'
import type { FreeSlot } from '@polyclinic/contract'
import { isRefusal } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFreeSlots } from '../availability/index.ts'
import { bookingContext, fingerprintOf } from '../testing/booking-context.ts'
import { aMember, aPatient, openTestClinic, type TestClinic, visitType } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { bookAppointment } from './book-appointment.ts'
import type { BookingContext } from './booking-context.ts'
import { cancelAppointment } from '../appointments/index.ts'
import { listAppointments } from '../appointments/index.ts'
import { showAppointment } from '../appointments/index.ts'

let clinic: TestClinic
beforeAll(async () => {
  const visitTypes = [visitType('consultation', 30), visitType('longer-than-a-morning', 300)]
  clinic = await openTestClinic({ staffing: { visitTypes } })
})
afterAll(() => clinic[Symbol.asyncDispose]())

const context = (over: Partial<BookingContext> = {}) => bookingContext(clinic, over)

let handedOut = 0
/** A slot that no other test here uses. */
async function aFreeSlot(capacity = 1): Promise<FreeSlot> {
  const { items } = await listFreeSlots(clinic, { kind: 'anonymous' }, { limit: 500 })
  const slot = items.filter(({ free }) => free === capacity)[handedOut++]
  if (!slot) throw new Error('the test clinic ran out of slots')
  return slot
}
const book = (actor: Actor, slot: FreeSlot, over: object = {}, using = context()) =>
  bookAppointment(clinic, actor, { slotId: slot.id, visitType: 'consultation', ...over }, using)

describe('booking a slot', () => {
  test('occupies it and gives a reference that can be read on the phone', async () => {
    const slot = await aFreeSlot()
    const booked = await book(aPatient(), slot)
    expect(booked).toMatchObject({
      status: 'booked',
      version: 1,
      startsAt: slot.startsAt,
      localTime: slot.localTime,
    })
    expect(booked.reference).toMatch(/^RVR-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{2}$/)
    const { items } = await listFreeSlots(clinic, { kind: 'anonymous' }, { limit: 500 })
    expect(items.map(({ id }) => id)).not.toContain(slot.id)
  })

  test('refuses the second caller with other times of the same doctor first', async () => {
    const slot = await aFreeSlot()
    await book(aPatient(), slot)
    const { code, facts } = await refusalOf(book(aPatient(), slot))
    expect(code).toBe('slot-taken')
    const alternatives = facts['alternatives'] as FreeSlot[]
    expect(alternatives).toHaveLength(3)
    expect(alternatives[0]?.doctor.id).toBe(slot.doctor.id)
  })

  test('gives one of a hundred callers at once the slot, and the others a refusal', async () => {
    const slot = await aFreeSlot()
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => book(aPatient(), slot)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = outcomes.flatMap((o) =>
      o.status === 'rejected' && isRefusal(o.reason) ? [o.reason.code] : [],
    )
    expect(refused).toEqual(Array.from({ length: 99 }, () => 'slot-taken'))
  })

  test('fills a group of three with three, each in a seat of their own', async () => {
    const slot = await aFreeSlot(3)
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => book(aPatient(), slot)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    const { rows } = await clinic.database.query(
      'select seat from appointment_slot where slot_id = $1 order by seat',
      [slot.id],
    )
    expect(rows.map(({ seat }) => seat)).toEqual([1, 2, 3])
  })

  test('replies to a repeated key with the first reply and makes no second row', async () => {
    const [slot, patient, same] = [await aFreeSlot(), aPatient(), context()]
    const replies = await Promise.all(Array.from({ length: 20 }, () => book(patient, slot, {}, same)))
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    const { items } = await listAppointments(clinic, patient, { limit: 10 })
    expect(items).toHaveLength(1)
    const other = { ...same, fingerprint: fingerprintOf('another body') }
    expect((await refusalOf(book(patient, slot, {}, other))).code).toBe('idempotency-mismatch')
    expect((await refusalOf(book(patient, await aFreeSlot(), {}, other))).code).toBe('idempotency-mismatch')
  })

  test('lets one of two requests of one key for two slots through, and tells the other', async () => {
    const [one, two, patient, key] = [await aFreeSlot(), await aFreeSlot(), aPatient(), context()]
    const other = { ...key, fingerprint: fingerprintOf('two') }
    await book(patient, await aFreeSlot())
    const outcomes = await Promise.allSettled([book(patient, one, {}, key), book(patient, two, {}, other)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(
      outcomes.flatMap((o) => (o.status === 'rejected' ? [(o.reason as { code: string }).code] : [])),
    ).toEqual(['idempotency-mismatch'])
  })

  test.each([
    ['a slot that is not there', { slotId: randomUUID() }, 'not-found'],
    ['a visit type that is not there', { visitType: 'surgery' }, 'invalid-request'],
    ['a visit longer than the slot', { visitType: 'longer-than-a-morning' }, 'outside-policy'],
    ['a slot that has changed since', { slotVersion: 99 }, 'slot-version-mismatch'],
    ['somebody else as the patient', { patientId: randomUUID() }, 'not-allowed'],
  ])('refuses %s and changes nothing', async (_, over, code) => {
    const [slot, patient] = [await aFreeSlot(), aPatient()]
    expect((await refusalOf(book(patient, slot, over))).code).toBe(code)
    expect((await listAppointments(clinic, patient, { limit: 10 })).items).toEqual([])
    handedOut--
  })

  test('keeps the reason sealed in the database and opens it for its patient', async () => {
    const patient = aPatient()
    const booked = await book(patient, await aFreeSlot(), { reason: 'a cough since Tuesday' })
    expect(booked.reason).toBe('a cough since Tuesday')
    expect((await showAppointment(clinic, patient, booked.id)).reason).toBe('a cough since Tuesday')
    const { rows } = await clinic.database.query(
      'select a.*, e.payload from appointment a join appointment_event e on e.appointment_id = a.id where a.id = $1',
      [booked.id],
    )
    expect(JSON.stringify(rows)).not.toContain('cough')
  })

  test('goes through while the control plane is away, and refuses to lose a reason', async () => {
    const away = context({ introduce: async () => ({}) })
    const booked = await book(aPatient(), await aFreeSlot(), {}, away)
    expect(booked.status).toBe('booked')
    const lost = refusalOf(book(aPatient(), await aFreeSlot(), { reason: 'a cough' }, away))
    expect((await lost).code).toBe('service-unavailable')
  })

  test('lets the desk book for a patient the clinic knows and for nobody else', async () => {
    const [desk, patient] = [aMember(clinic, 'staff'), aPatient()]
    const unknown = refusalOf(book(desk, await aFreeSlot(), { patientId: patient.patientId }))
    expect((await unknown).code).toBe('patient-unknown')
    await book(patient, await aFreeSlot())
    const booked = await book(desk, await aFreeSlot(), { patientId: patient.patientId })
    expect(booked.patientId).toBe(patient.patientId)
  })
})

describe('what is booked', () => {
  test('is there for its patient and the desk, and for nobody else', async () => {
    const patient = aPatient()
    const booked = await book(patient, await aFreeSlot())
    expect((await showAppointment(clinic, aMember(clinic, 'staff'), booked.id)).id).toBe(booked.id)
    const foreign = await refusalOf(showAppointment(clinic, aPatient(), booked.id))
    const absent = await refusalOf(showAppointment(clinic, aPatient(), randomUUID()))
    expect(foreign).toEqual(absent)
    expect(foreign.code).toBe('not-found')
  })

  test('is cancelled under the version that was seen, and its time is free at once', async () => {
    const [slot, patient] = [await aFreeSlot(), aPatient()]
    const booked = await book(patient, slot)
    const stale = await refusalOf(cancelAppointment(clinic, patient, booked.id, 7))
    expect(stale.code).toBe('version-mismatch')
    expect(stale.facts['current']).toMatchObject({ version: 1 })
    const cancelled = await cancelAppointment(clinic, patient, booked.id, 1)
    expect(cancelled).toMatchObject({ status: 'cancelled', version: 2 })
    expect((await refusalOf(cancelAppointment(clinic, patient, booked.id, 2))).code).toBe(
      'transition-not-allowed',
    )
    expect((await book(aPatient(), slot)).status).toBe('booked')
  })

  test('cannot be cancelled by its patient too late, but can by the desk', async () => {
    await using strict = await openTestClinic({ policy: { cancelUntilMinutes: 43_200 } })
    const { items } = await listFreeSlots(strict, { kind: 'anonymous' }, { limit: 1 })
    const patient = aPatient()
    const request = { slotId: items[0]?.id ?? '', visitType: 'consultation' }
    const booked = await bookAppointment(strict, patient, request, context({ introduce: async () => ({}) }))
    const late = await refusalOf(cancelAppointment(strict, patient, booked.id, booked.version))
    expect(late).toMatchObject({ code: 'outside-policy', facts: { rule: 'cancel-until', limit: 43_200 } })
    const byDesk = await cancelAppointment(strict, aMember(strict, 'staff'), booked.id, booked.version)
    expect(byDesk.status).toBe('cancelled')
  })
})
