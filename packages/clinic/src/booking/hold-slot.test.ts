import { randomUUID } from 'node:crypto'
import type { FreeSlot } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAppointments, showAppointment, showHistory } from '../appointments/index.ts'
import { closures } from '../calendar/index.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { openAppointmentsPerPatient: 2, horizonDays: 40 } })
  verbs = verbsOf(clinic)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
const aSlot = async () => (await slotsOfDay(clinic, 'Ben Okri', aDay()))[3]?.id ?? ''
const eventsOf = async (id: string) =>
  (
    await clinic.database.query(
      'select type, actor, payload from appointment_event where appointment_id = $1 order by version',
      [id],
    )
  ).rows

describe('a hold', () => {
  test('keeps a time for its holder, until when it says', async () => {
    const [slot, patient] = [await aSlot(), aPatient()]
    const held = await verbs.hold(slot, patient)
    expect(held).toMatchObject({
      patientId: patient.patientId,
      renewable: true,
      version: 1,
      localTime: '09:30',
    })
    const left = Date.parse(held.expiresAt) - Date.now()
    expect(left).toBeGreaterThan(290_000)
    expect(left).toBeLessThanOrEqual(301_000)
    expect((await slotNow(clinic, slot)).taken).toBe(1)
    expect((await eventsOf(held.id)).map(({ type }) => type)).toEqual(['held'])
  })

  test('keeps others from booking and holding, and tells them until when and what else is free', async () => {
    const slot = await aSlot()
    const held = await verbs.hold(slot)
    for (const attempt of [verbs.book, verbs.hold]) {
      const { code, facts } = await refusalOf(attempt(slot))
      expect([code, facts['until']]).toEqual(['slot-held', held.expiresAt])
      expect((facts['alternatives'] as FreeSlot[]).map(({ doctor }) => doctor.name)).toEqual(
        Array(3).fill('Ben Okri'),
      )
    }
  })

  test('whose time is over is in nobody’s way, without any sweep, and then it has ended on the record', async () => {
    const slot = await aSlot()
    const [held, other] = [await verbs.hold(slot), aPatient()]
    await letLapse(clinic, held.id)
    const booked = await verbs.book(slot, other)
    expect(booked.status).toBe('booked')
    const { rows } = await clinic.database.query(
      'select status, cancelled_at from appointment where id = $1',
      [held.id],
    )
    expect(rows).toEqual([{ status: 'cancelled', cancelled_at: expect.any(Date) }])
    expect(await eventsOf(held.id)).toMatchObject([
      { type: 'held' },
      { type: 'hold-ended', actor: 'system:hold-clock', payload: { why: 'lapsed', status: 'cancelled' } },
    ])
    expect(await slotNow(clinic, slot)).toMatchObject({ taken: 1, heldUntil: null })
  })

  test('whose time is over makes way for another hold, of a hundred callers for one', async () => {
    const slot = await aSlot()
    await letLapse(clinic, (await verbs.hold(slot)).id)
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => verbs.hold(slot)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const codes = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason.code] : []))
    expect(new Set(codes)).toEqual(new Set(['slot-held']))
    expect((await slotNow(clinic, slot)).taken).toBe(1)
  })

  test('is repeated under its key with the same reply, and is still one', async () => {
    const [slot, patient, key] = [await aSlot(), aPatient(), verbs.context()]
    const replies = await Promise.all([1, 2, 3].map(() => verbs.hold(slot, patient, {}, key)))
    expect(replies).toEqual(Array(3).fill(replies[0]))
    const misused = verbs.hold(await aSlot(), patient, {}, { ...key, fingerprint: 'ab' })
    expect((await refusalOf(misused)).code).toBe('idempotency-mismatch')
  })

  test('is no appointment: in no list, and not shown as one', async () => {
    const patient = aPatient()
    const held = await verbs.hold(await aSlot(), patient)
    for (const actor of [patient, aMember(clinic, 'staff')]) {
      const { items } = await listAppointments(clinic, actor, { limit: 200 })
      expect(items.map(({ id }) => id)).not.toContain(held.id)
      expect((await refusalOf(showAppointment(clinic, actor, held.id))).code).toBe('not-found')
      expect((await refusalOf(showHistory(clinic, actor, held.id))).code).toBe('not-found')
    }
  })

  test('counts to the limit of open appointments while it lasts, and no longer', async () => {
    const patient = aPatient()
    await verbs.book(await aSlot(), patient)
    const held = await verbs.hold(await aSlot(), patient)
    const limit = { code: 'outside-policy', facts: { rule: 'open-appointments-per-patient', limit: 2 } }
    expect(await refusalOf(verbs.book(await aSlot(), patient))).toEqual(limit)
    expect(await refusalOf(verbs.hold(await aSlot(), patient))).toEqual(limit)
    await letLapse(clinic, held.id)
    expect((await verbs.book(await aSlot(), patient)).status).toBe('booked')
  })

  test('of a time that the clinic takes away cannot be booked any more, and displaces nobody', async () => {
    const [day, patient] = [aDay(), aPatient()]
    const slot = (await slotsOfDay(clinic, 'Ada Byron', day))[1]
    const held = await verbs.hold(slot?.id ?? '', patient)
    const closed = { firstDay: slot?.day ?? '', lastDay: slot?.day ?? '' }
    await closures.create(clinic, aMember(clinic, 'clinic_admin'), {}, closed)
    const { code, facts } = await refusalOf(verbs.bookHeld(held.id, patient))
    expect([code, (facts['alternatives'] as FreeSlot[]).length]).toEqual(['slot-taken', 3])
    expect((await eventsOf(held.id)).map(({ type }) => type)).toEqual(['held'])
  })
})

describe('the desk', () => {
  test('holds for a patient the clinic knows, and for nobody else', async () => {
    const [desk, patient] = [aMember(clinic, 'staff'), aPatient()]
    const forWhom = { patientId: patient.patientId }
    expect((await refusalOf(verbs.hold(await aSlot(), desk, forWhom))).code).toBe('patient-unknown')
    expect((await refusalOf(verbs.hold(await aSlot(), desk))).facts['issues']).toMatchObject([
      { pointer: '/patientId' },
    ])
    await verbs.book(await aSlot(), patient)
    const held = await verbs.hold(await aSlot(), desk, forWhom)
    expect(held.patientId).toBe(patient.patientId)
    expect((await verbs.bookHeld(held.id, desk)).patientId).toBe(patient.patientId)
  })
})

test('nobody holds for somebody whom they do not stand for', async () => {
  const attempt = verbs.hold(await aSlot(), aPatient(), { patientId: randomUUID() })
  expect((await refusalOf(attempt)).code).toBe('not-allowed')
})
