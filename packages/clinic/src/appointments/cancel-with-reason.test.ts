import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { cancelAppointment, showAppointment, showHistory } from './index.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 40 } })
  verbs = verbsOf(clinic)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
async function booked(context = verbs.context()) {
  const slot = (await slotsOfDay(clinic, 'Ben Okri', aDay()))[0]?.id ?? ''
  const patient = aPatient()
  return { slot, patient, appointment: await verbs.book(slot, patient, {}, context) }
}

describe('cancelling with a reason', () => {
  test('keeps it sealed in the database, and opens it for the patient and the desk', async () => {
    const { patient, appointment } = await booked()
    const cancelled = await cancelAppointment(clinic, patient, appointment.id, 1, 'my car broke down')
    expect(cancelled).toMatchObject({
      status: 'cancelled',
      cancellationReason: 'my car broke down',
      version: 2,
    })
    for (const reader of [patient, aMember(clinic, 'staff')]) {
      const shown = await showAppointment(clinic, reader, appointment.id)
      expect(shown.cancellationReason).toBe('my car broke down')
    }
    const { rows } = await clinic.owner.query<{ text: string }>(
      `select a::text || e::text as text from appointment a join appointment_event e on e.appointment_id = a.id
       where a.id = $1`,
      [appointment.id],
    )
    const text = rows.map((row) => row.text).join()
    expect(text).not.toContain(Buffer.from('broke').toString('hex'))
    expect(text).not.toContain('broke')
  })

  test('frees its place at once, and a second time it is not in a state for that', async () => {
    const { slot, patient, appointment } = await booked()
    await cancelAppointment(clinic, patient, appointment.id, 1)
    expect(await slotNow(clinic, slot)).toMatchObject({ taken: 0, version: 3 })
    expect(await refusalOf(cancelAppointment(clinic, patient, appointment.id, 2))).toEqual({
      code: 'transition-not-allowed',
      facts: { state: 'cancelled' },
    })
    expect((await verbs.book(slot)).status).toBe('booked')
  })

  test('happens once, though the patient and the desk do it at the same moment', async () => {
    const { slot, patient, appointment } = await booked()
    const outcomes = await Promise.allSettled(
      [patient, aMember(clinic, 'staff')].map((who) => cancelAppointment(clinic, who, appointment.id, 1)),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await slotNow(clinic, slot)).taken).toBe(0)
  })

  test('is done by a guardian, and by no stranger', async () => {
    const { patient, appointment } = await booked()
    const stranger = { ...aPatient(), guards: async () => false }
    const foreign = await refusalOf(cancelAppointment(clinic, stranger, appointment.id, 1))
    const absent = await refusalOf(cancelAppointment(clinic, stranger, randomUUID(), 1))
    expect([foreign.code, foreign]).toEqual(['not-found', absent])
    const guardian = { ...aPatient(), guards: async (id: string) => id === patient.patientId }
    const cancelled = await cancelAppointment(clinic, guardian, appointment.id, 1, 'they are well again')
    expect(cancelled.cancellationReason).toBe('they are well again')
  })

  test('is refused to a patient who is late; the desk may, and the history says that it was late', async () => {
    const { patient, appointment } = await booked()
    await clinic.owner.query('update clinic_profile set cancel_until_minutes = 43200 * 3')
    const late = await refusalOf(cancelAppointment(clinic, patient, appointment.id, 1))
    const desk = aMember(clinic, 'staff')
    await cancelAppointment(clinic, desk, appointment.id, 1)
    await clinic.owner.query('update clinic_profile set cancel_until_minutes = 0')
    expect(late).toEqual({ code: 'outside-policy', facts: { rule: 'cancel-until', limit: 129_600 } })
    const [, event] = await showHistory(clinic, patient, appointment.id)
    expect(event).toMatchObject({ type: 'cancelled', by: 'desk', facts: { from: 'booked', late: true } })
  })

  test('is refused where the reason could not be sealed, and goes without one', async () => {
    const { patient, appointment } = await booked(verbs.context({ introduce: async () => ({}) }))
    const refused = await refusalOf(cancelAppointment(clinic, patient, appointment.id, 1, 'a secret'))
    expect(refused.code).toBe('service-unavailable')
    expect((await cancelAppointment(clinic, patient, appointment.id, 1)).status).toBe('cancelled')
  })

  test('is nothing that can be done to a hold', async () => {
    const [patient, slot] = [aPatient(), (await slotsOfDay(clinic, 'Ben Okri', aDay()))[0]?.id ?? '']
    const { id } = await verbs.hold(slot, patient)
    expect((await refusalOf(cancelAppointment(clinic, patient, id, 1))).code).toBe('not-found')
    expect((await slotNow(clinic, slot)).taken).toBe(1)
  })
})
