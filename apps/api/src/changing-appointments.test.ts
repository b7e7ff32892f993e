import { type Appointment, freeSlot, type FreeSlot, type Routes } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Question } from './testing/ask-over-http.ts'
import { expectPromised } from './testing/expect-promised.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
let slots: FreeSlot[]
let desk: string
let patient: Awaited<ReturnType<TestService['patient']>>
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
  patient = await service.patient()
  desk = (await service.member('alpha', 'staff')).token
  slots = (await service.freeSlots('alpha')).slice(4)
})
afterAll(() => service[Symbol.asyncDispose]())

const aSlot = () => {
  const slot = slots.shift()
  if (!slot) throw new Error('there is no slot left')
  return slot
}
const ask = <Id extends keyof Routes>(id: Id, question: Question = {}) =>
  service.ask(id, { clinic: 'alpha', token: patient.token, ...question })
/** Without the warning that its patient has another visit at that time: it is no part of the appointment. */
const booked = async () => {
  const { warnings: _, ...appointment } = (await ask('bookAppointment', service.booking(aSlot()))).body
  return appointment
}
const an = ({ id, version }: Appointment) => ({ params: { appointment: id }, ifMatch: `"${version}"` })
const changes = [
  'cancelAppointment',
  'cancelWithReason',
  'rescheduleAppointment',
  'confirmAppointment',
  'arrive',
  'fulfil',
  'noShow',
  'reinstate',
] as const
const bodyOf = (id: (typeof changes)[number]) =>
  id === 'rescheduleAppointment' ? { slotId: aSlot().id } : id === 'cancelWithReason' ? {} : undefined

describe('moving over HTTP', () => {
  it('answers with the appointment as it is now, which its history tells of', async () => {
    const [appointment, to] = [await booked(), aSlot()]
    const alternatives = await ask('listAlternatives', an(appointment))
    expect(freeSlot.array().nonempty().safeParse(alternatives.body.items).success).toBe(true)
    const body = { slotId: to.id, slotVersion: to.version }
    const moved = await ask('rescheduleAppointment', { ...an(appointment), body })
    expect([moved.status, moved.headers.etag, moved.body.startsAt]).toEqual([200, '"2"', to.startsAt])
    const { items } = (await ask('showHistory', an(appointment))).body
    expect(items.map(({ type }) => type)).toEqual(['booked', 'rescheduled'])
    expect(items[1]?.facts['from']).toMatchObject({ doctorId: appointment.doctor.id })
  })

  it('is refused with facts: taken, changed, by an old view', async () => {
    const [appointment, slot, other] = [await booked(), aSlot(), aSlot()]
    await ask('bookAppointment', service.booking(slot))
    const move = async (question: Question) =>
      expectPromised(
        'rescheduleAppointment',
        await ask('rescheduleAppointment', { ...an(appointment), ...question }),
      )
    const taken = await move({ body: { slotId: slot.id } })
    expect([taken.code, freeSlot.array().length(3).safeParse(taken['alternatives']).success]).toEqual([
      'slot-taken',
      true,
    ])
    const changed = await move({ body: { slotId: other.id, slotVersion: 99 } })
    expect([changed.code, changed['current'].version]).toEqual(['slot-version-mismatch', other.version])
    const stale = await move({ body: { slotId: other.id }, ifMatch: '"9"' })
    expect([stale.code, stale['current']]).toEqual(['version-mismatch', appointment])
  })
})

it('an appointment is cancelled with a reason that its patient and the desk read', async () => {
  const appointment = await booked()
  const body = { reason: 'My car broke down' }
  const cancelled = await ask('cancelWithReason', { ...an(appointment), body })
  expect([cancelled.status, cancelled.headers.etag]).toEqual([200, '"2"'])
  expect(cancelled.body).toMatchObject({ status: 'cancelled', cancellationReason: 'My car broke down' })
  const seen = await ask('showAppointment', { ...an(appointment), token: desk })
  expect(seen.body).toEqual(cancelled.body)
  const late = await ask('arrive', { ...an(seen.body), token: desk })
  expect(expectPromised('arrive', late)).toMatchObject({ code: 'transition-not-allowed', state: 'cancelled' })
})

it('what staff note of a visit is too early before it, with the time from when on', async () => {
  const appointment = await booked()
  const refused = await ask('noShow', { ...an(appointment), token: desk })
  expect(expectPromised('noShow', refused)).toMatchObject({ rule: 'too-early', limit: appointment.startsAt })
})

describe.each(changes)('%s', (id) => {
  it('asks which version was seen, and refuses an old one with what stands now', async () => {
    const [appointment, body] = [await booked(), bodyOf(id)]
    const params = { appointment: appointment.id }
    const blind = await ask(id, { params, body, token: desk })
    expect(expectPromised(id, blind).code).toBe('precondition-required')
    const stale = await ask(id, { params, body, token: desk, ifMatch: '"9"' })
    expect(expectPromised(id, stale)['current']).toEqual(appointment)
    const foreign = await ask(id, { params, body, ifMatch: '"1"', token: (await service.patient()).token })
    expect(['not-found', 'not-allowed']).toContain(expectPromised(id, foreign).code)
    const odd = await ask(id, { params: { appointment: 'x' }, body, token: desk, ifMatch: '"1"' })
    expect(expectPromised(id, odd).code).toBe('invalid-request')
  })
})

describe('an override over HTTP', () => {
  it('is the admin’s, at any minute, and answers as a booking does', async () => {
    const slot = aSlot()
    await ask('bookAppointment', service.booking(slot))
    const request = {
      headers: { 'idempotency-key': 'a-walk-in' },
      body: {
        doctorId: slot.doctor.id,
        startsAt: slot.startsAt,
        visitType: 'consultation',
        patientId: patient.patientId,
        justification: 'It hurts',
      },
    }
    const byStaff = await ask('overrideAppointment', { ...request, token: desk })
    expect(expectPromised('overrideAppointment', byStaff).code).toBe('not-allowed')
    const { token } = await service.member('alpha', 'clinic_admin')
    const made = await ask('overrideAppointment', { ...request, token })
    expect([made.status, made.headers.etag, made.body.startsAt]).toEqual([201, '"1"', slot.startsAt])
    expect(made.headers.location).toBe(`/v1/clinics/alpha/appointments/${made.body.id}`)
    expect((await ask('overrideAppointment', { ...request, token })).body).toEqual(made.body)
    const { justification: _, ...unjustified } = request.body
    const refused = await ask('overrideAppointment', { ...request, body: unjustified, token })
    expect(expectPromised('overrideAppointment', refused)['issues']).toMatchObject([
      { pointer: '/justification' },
    ])
  })
})
