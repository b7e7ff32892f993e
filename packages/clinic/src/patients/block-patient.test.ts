import { randomUUID } from 'node:crypto'
import type { Appointment, KnownPatientDocument } from '@polyclinic/contract'
import { type Actor, anonymous } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFreeSlots } from '../availability/index.ts'
import { showAppointment } from '../appointments/index.ts'
import { bookAppointment } from '../booking/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aDoctor } from '../testing/a-doctor.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { blockPatient, showKnownPatient, unblockPatient } from './index.ts'

let clinic: TestClinic
let desk: Actor
beforeAll(async () => {
  clinic = await openTestClinic()
  desk = aMember(clinic, 'staff')
})
afterAll(() => clinic[Symbol.asyncDispose]())

type Somebody = ReturnType<typeof aPatient>

/** Books the next free time. @param away with the control plane away: the clinic is told nothing of the patient */
async function book(patient: Somebody, { away = false } = {}): Promise<Appointment> {
  const { items } = await listFreeSlots(clinic, anonymous, { limit: 1 })
  const request = { slotId: items[0]?.id ?? '', visitType: 'consultation' }
  const context = bookingContext(clinic, away ? { introduce: async () => ({}) } : {})
  return bookAppointment(clinic, patient, request, context)
}
async function aKnownPatient(options: { away?: boolean } = {}): Promise<Somebody> {
  const patient = aPatient()
  await book(patient, options)
  return patient
}
const show = (patient: Somebody) => showKnownPatient(clinic, desk, patient.patientId)
const block = (patient: Somebody, seen = 1, form = {}) =>
  blockPatient(clinic, desk, patient.patientId, form, seen)
const unblock = (patient: Somebody, seen: number) => unblockPatient(clinic, desk, patient.patientId, seen)

describe('a patient whom the clinic knows', () => {
  test('is shown to the desk with what the clinic was told', async () => {
    const patient = await aKnownPatient()
    expect(await show(patient)).toEqual({
      id: patient.patientId,
      localNumber: expect.any(Number),
      state: 'active',
      name: 'Grace Hopper',
      since: expect.any(String),
      version: 1,
    })
  })

  test('who became known while the control plane was away has no name yet', async () => {
    const { name, state } = await show(await aKnownPatient({ away: true }))
    expect([name, state]).toEqual([undefined, 'active'])
  })

  test('is neither shown to nor blocked by whom it is not for', async () => {
    const patient = await aKnownPatient()
    const others = [
      aPatient(),
      patient,
      aDoctor(clinic, randomUUID()),
      aMember({ id: randomUUID() }, 'staff'),
    ]
    for (const other of others) {
      const refusals = await Promise.all([
        refusalOf(showKnownPatient(clinic, other, patient.patientId)),
        refusalOf(blockPatient(clinic, other, patient.patientId, {}, 1)),
        refusalOf(unblockPatient(clinic, other, patient.patientId, 1)),
      ])
      expect(refusals.map(({ code }) => code)).toEqual(Array(3).fill('not-allowed'))
    }
    expect((await show(patient)).state).toBe('active')
  })
})

describe('a patient whom the clinic does not know', () => {
  test('is not there, for each of the verbs', async () => {
    const stranger = aPatient()
    const refusals = await Promise.all([
      refusalOf(show(stranger)),
      refusalOf(block(stranger)),
      refusalOf(unblock(stranger, 1)),
    ])
    expect(refusals).toEqual(Array(3).fill({ code: 'patient-unknown', facts: {} }))
  })
})

describe('a blocked patient', () => {
  test('cannot book, keeps what is booked, and can book again when unblocked', async () => {
    const patient = aPatient()
    const booked = await book(patient)
    const blocked = await block(patient, 1, { reason: 'Missed three visits' })
    expect(blocked).toMatchObject({ state: 'blocked', blockedReason: 'Missed three visits', version: 2 })
    expect(await show(patient)).toEqual(blocked)
    expect((await refusalOf(book(patient))).code).toBe('patient-blocked')
    expect((await showAppointment(clinic, patient, booked.id)).status).toBe('booked')

    const free = await unblock(patient, 2)
    expect([free.state, free.blockedReason, free.version]).toEqual(['active', undefined, 3])
    expect((await book(patient)).status).toBe('booked')
  })

  test('has a reason that nobody reads in the database, and none when it is over', async () => {
    const patient = await aKnownPatient()
    await block(patient, 1, { reason: 'was rude' })
    const row = async () => {
      const query =
        'select k::text as text, sealed_block_reason as reason from known_patient k where patient_id = $1'
      return (await clinic.owner.query<{ text: string; reason: Buffer | null }>(query, [patient.patientId]))
        .rows[0]
    }
    expect((await row())?.text).not.toContain(Buffer.from('rude').toString('hex'))
    await unblock(patient, 2)
    expect((await row())?.reason).toBeNull()
    const left = clinic.owner.query(
      `update known_patient set sealed_block_reason = 'x' where patient_id = $1`,
      [patient.patientId],
    )
    await expect(left).rejects.toMatchObject({ constraint: 'known_patient_reason_while_blocked' })
  })

  test('may be blocked without a key, but not with a reason that could not be sealed', async () => {
    const patient = await aKnownPatient({ away: true })
    expect((await refusalOf(block(patient, 1, { reason: 'Rude' }))).code).toBe('service-unavailable')
    expect((await show(patient)).version).toBe(1)
    expect((await block(patient)).state).toBe('blocked')
  })

  test('is not blocked twice, and an active one not unblocked', async () => {
    const patient = await aKnownPatient()
    const active = { code: 'transition-not-allowed', facts: { state: 'active' } }
    expect(await refusalOf(unblock(patient, 1))).toEqual(active)
    await block(patient)
    const blocked = { code: 'transition-not-allowed', facts: { state: 'blocked' } }
    expect(await refusalOf(block(patient, 2))).toEqual(blocked)
  })
})

describe('blocking by an old view', () => {
  test('is refused with the patient as they are now', async () => {
    const patient = await aKnownPatient()
    const current = await block(patient)
    expect(await refusalOf(block(patient, 1))).toEqual({ code: 'version-mismatch', facts: { current } })
    expect(await refusalOf(unblock(patient, 1))).toEqual({ code: 'version-mismatch', facts: { current } })
  })

  test('of several desks at once lets one through', async () => {
    const patient = await aKnownPatient()
    const outcomes = await Promise.allSettled(
      ['one', 'two', 'three', 'four'].map((reason) => block(patient, 1, { reason })),
    )
    const won = outcomes.flatMap((o): KnownPatientDocument[] => (o.status === 'fulfilled' ? [o.value] : []))
    expect(won).toHaveLength(1)
    expect(await show(patient)).toEqual(won[0])
    const lost = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason.code] : []))
    expect(lost).toEqual(Array(3).fill('version-mismatch'))
  })
})

test('a block and a booking at the same moment: either the visit was booked first, or it is refused', async () => {
  const patient = await aKnownPatient()
  const [booked] = await Promise.allSettled([book(patient), block(patient)])
  if (booked?.status === 'rejected') expect(booked.reason.code).toBe('patient-blocked')
  expect((await show(patient)).state).toBe('blocked')
  expect((await refusalOf(book(patient))).code).toBe('patient-blocked')
})
