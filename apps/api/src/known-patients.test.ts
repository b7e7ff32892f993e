import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainProblem } from './testing/plain-problem.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service[Symbol.asyncDispose]())

type Patient = Awaited<ReturnType<TestService['patient']>>

async function book(clinic: string, { token }: Patient) {
  const [slot] = await service.freeSlots(clinic, 1)
  if (!slot) throw new Error('there is no slot')
  return service.ask('bookAppointment', { clinic, token, ...service.booking(slot) })
}
const desk = async (clinic: string) => (await service.member(clinic, 'staff')).token
const of = (patient: Patient, token: string, clinic = 'alpha') => ({
  clinic,
  token,
  params: { patient: patient.patientId },
})

describe('the desk', () => {
  it('sees a patient the clinic knows, with the ETag that an edit names', async () => {
    const patient = await service.patient('Grace Hopper')
    await book('alpha', patient)
    const shown = await service.ask('showKnownPatient', of(patient, await desk('alpha')))
    expect([shown.status, shown.headers.etag]).toEqual([200, '"1"'])
    expect(shown.body).toMatchObject({
      id: patient.patientId,
      name: 'Grace Hopper',
      email: patient.email,
      state: 'active',
    })
  })

  it('finds a patient whom only another clinic knows no more than nobody', async () => {
    const patient = await service.patient()
    await book('beta', patient)
    const ask = async (patientId: string) => {
      const to = of({ ...patient, patientId }, token)
      return Promise.all([
        service.ask('showKnownPatient', to),
        service.ask('blockPatient', { ...to, body: { reason: 'None' }, ifMatch: '"1"' }),
        service.ask('unblockPatient', { ...to, ifMatch: '"1"' }),
      ])
    }
    const token = await desk('alpha')
    const [foreign, absent] = [await ask(patient.patientId), await ask(crypto.randomUUID())]
    for (const { status, problem } of foreign)
      expect([status, problem.code]).toEqual([404, 'patient-unknown'])
    expect(foreign.map(plainProblem)).toEqual(absent.map(plainProblem))
  })

  it('blocks a patient, who cannot book here until unblocked, but keeps what is booked and books elsewhere', async () => {
    const patient = await service.patient()
    const booked = await book('alpha', patient)
    const to = of(patient, await desk('alpha'))
    const blocked = await service.ask('blockPatient', { ...to, body: { reason: 'Rude' }, ifMatch: '"1"' })
    expect([blocked.status, blocked.headers.etag, blocked.body.state]).toEqual([200, '"2"', 'blocked'])
    const refused = await book('alpha', patient)
    expect([refused.status, refused.problem.code]).toEqual([403, 'patient-blocked'])
    expect(refused.text).not.toContain('Rude')
    const params = { appointment: booked.body.id }
    const kept = await service.ask('showAppointment', { clinic: 'alpha', token: patient.token, params })
    expect(kept.body.status).toBe('booked')
    expect((await book('beta', patient)).status).toBe(201)

    const unblocked = await service.ask('unblockPatient', { ...to, ifMatch: blocked.headers.etag })
    expect([unblocked.status, unblocked.body.state, unblocked.body.blockedReason]).toEqual([
      200,
      'active',
      undefined,
    ])
    expect((await book('alpha', patient)).status).toBe(201)
  })

  it('says which version it saw, and learns what stands when that is gone', async () => {
    const patient = await service.patient()
    await book('alpha', patient)
    const to = of(patient, await desk('alpha'))
    expect((await service.ask('blockPatient', { ...to, body: {} })).problem.code).toBe(
      'precondition-required',
    )
    const blocked = await service.ask('blockPatient', { ...to, body: {}, ifMatch: '"1"' })
    const stale = await service.ask('unblockPatient', { ...to, ifMatch: '"1"' })
    expect([stale.status, stale.problem['current']]).toEqual([412, blocked.body])
    const again = await service.ask('blockPatient', { ...to, body: {}, ifMatch: '"2"' })
    expect([again.status, again.problem.code, again.problem['state']]).toEqual([
      409,
      'transition-not-allowed',
      'blocked',
    ])
  })
})

it("a patient's file is not for the patient, an operator or the desk of another clinic", async () => {
  const patient = await service.patient()
  await book('alpha', patient)
  const others = [patient.token, (await service.operator()).token, await desk('beta')]
  for (const token of others) {
    expect((await service.ask('showKnownPatient', of(patient, token))).status).toBe(403)
    const blocking = { ...of(patient, token), body: {}, ifMatch: '"1"' }
    expect((await service.ask('blockPatient', blocking)).status).toBe(403)
  }
  expect((await book('alpha', patient)).status).toBe(201)
})
