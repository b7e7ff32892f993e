import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { releaseHold, renewHold, showHold } from './index.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 40 } })
  verbs = verbsOf(clinic)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
const aSlot = async () => (await slotsOfDay(clinic, 'Ben Okri', aDay()))[3]?.id ?? ''
const aHold = async (patient = aPatient()) => {
  const slot = await aSlot()
  return { slot, patient, held: await verbs.hold(slot, patient) }
}
const confirmation = (by: 'automatic' | 'by_staff') =>
  clinic.owner.query('update clinic_profile set confirmation = $1', [by])

describe('a hold of one’s own', () => {
  test('is shown while it lasts, and has ended afterwards, whether or not anybody has swept', async () => {
    const { held, patient } = await aHold()
    expect(await showHold(clinic, patient, held.id)).toEqual(held)
    await letLapse(clinic, held.id)
    expect((await refusalOf(showHold(clinic, patient, held.id))).code).toBe('hold-ended')
  })

  test('is made longer once, and not a second time', async () => {
    const { held, patient, slot } = await aHold()
    await clinic.owner.query('update clinic_profile set hold_seconds = 600')
    const renewed = await renewHold(clinic, patient, held.id)
    await clinic.owner.query('update clinic_profile set hold_seconds = 300')
    expect(renewed).toMatchObject({ renewable: false, version: 2 })
    expect(Date.parse(renewed.expiresAt) - Date.parse(held.expiresAt)).toBeGreaterThan(200_000)
    expect((await slotNow(clinic, slot)).heldUntil?.toISOString()).toBe(renewed.expiresAt)
    const again = await refusalOf(renewHold(clinic, patient, held.id))
    expect(again).toEqual({ code: 'outside-policy', facts: { rule: 'hold-renewals', limit: 1 } })
  })

  test('is made longer by one of several requests at once', async () => {
    const { held, patient } = await aHold()
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => renewHold(clinic, patient, held.id)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('is given back, and its time is free at once', async () => {
    const { held, patient, slot } = await aHold()
    await releaseHold(clinic, patient, held.id)
    expect((await verbs.book(slot)).status).toBe('booked')
    for (const verb of [releaseHold, renewHold, showHold]) {
      expect((await refusalOf(verb(clinic, patient, held.id))).code).toBe('hold-ended')
    }
    expect((await refusalOf(verbs.bookHeld(held.id, patient))).code).toBe('hold-ended')
  })

  test('whose time is over is neither longer nor given back nor booked, with a reason or without', async () => {
    const { held, patient } = await aHold()
    await letLapse(clinic, held.id)
    const attempts = [
      () => renewHold(clinic, patient, held.id),
      () => releaseHold(clinic, patient, held.id),
      () => verbs.bookHeld(held.id, patient),
      () => verbs.bookHeld(held.id, patient, { reason: 'a cough' }),
    ]
    for (const attempt of attempts) expect((await refusalOf(attempt())).code).toBe('hold-ended')
  })
})

describe('booking what is held', () => {
  test('keeps its time and place, with the reason sealed', async () => {
    const { held, patient, slot } = await aHold()
    const booked = await verbs.bookHeld(held.id, patient, { reason: 'a cough since Tuesday' })
    expect(booked).toMatchObject({
      id: held.id,
      status: 'booked',
      startsAt: held.startsAt,
      reason: 'a cough since Tuesday',
      version: 2,
    })
    expect(await slotNow(clinic, slot)).toMatchObject({ taken: 1, heldUntil: null })
    const { rows } = await clinic.owner.query('select a::text from appointment a where id = $1', [held.id])
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('cough').toString('hex'))
  })

  test.each([[{}], [{ reason: 'a cough' }]])(
    'is repeated under its key with the same reply: %o',
    async (said) => {
      const { held, patient } = await aHold()
      const key = verbs.context()
      const [one, two] = await Promise.all([1, 2].map(() => verbs.bookHeld(held.id, patient, said, key)))
      expect(two).toEqual(one)
      expect(await verbs.bookHeld(held.id, patient, said, key)).toEqual(one)
      expect((await refusalOf(verbs.bookHeld(held.id, patient))).code).toBe('hold-ended')
    },
  )

  test('asks staff to confirm where the clinic does', async () => {
    const { held, patient, slot } = await aHold()
    await confirmation('by_staff')
    const booked = await verbs.bookHeld(held.id, patient)
    await confirmation('automatic')
    expect([booked.status, booked.confirmedAt]).toEqual(['pending', undefined])
    expect((await refusalOf(verbs.book(slot))).code).toBe('slot-taken')
  })

  test('is nothing that a stranger could do: their refusal is that of a hold that is not there', async () => {
    const { held } = await aHold()
    const stranger = aPatient()
    for (const over of [{}, { reason: 'a cough' }]) {
      const foreign = await refusalOf(verbs.bookHeld(held.id, stranger, over))
      const absent = await refusalOf(verbs.bookHeld(randomUUID(), stranger, over))
      expect([foreign.code, foreign]).toEqual(['not-found', absent])
    }
    for (const verb of [releaseHold, renewHold, showHold]) {
      const foreign = await refusalOf(verb(clinic, stranger, held.id))
      const absent = await refusalOf(verb(clinic, stranger, randomUUID()))
      expect([foreign.code, foreign]).toEqual(['not-found', absent])
    }
    const desk = aMember(clinic, 'staff')
    expect((await refusalOf(verbs.bookHeld(held.id, desk))).code).toBe('not-found')
  })

  test('is done by the guardian of whom it is for', async () => {
    const { held, patient } = await aHold()
    const guardian = { ...aPatient(), guards: async (id: string) => id === patient.patientId }
    expect((await showHold(clinic, guardian, held.id)).id).toBe(held.id)
    const booked = await verbs.bookHeld(held.id, guardian, { patientId: patient.patientId })
    expect(booked.patientId).toBe(patient.patientId)
  })

  test('while it is given back ends one way or the other', async () => {
    const { held, patient, slot } = await aHold()
    const [booked, released] = await Promise.allSettled([
      verbs.bookHeld(held.id, patient),
      releaseHold(clinic, patient, held.id),
    ])
    expect([booked?.status, released?.status].sort()).toEqual(['fulfilled', 'rejected'])
    expect((await slotNow(clinic, slot)).taken).toBe(booked?.status === 'fulfilled' ? 1 : 0)
  })
})
