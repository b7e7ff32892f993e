import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service[Symbol.asyncDispose]())

type Somebody = { token: string }
let keys = 0
/** A month long after every calendar: one waits. */
const far = { from: '2190-01-01', to: '2190-01-31', visitType: 'consultation' }
async function join(clinic: string, { token }: Somebody, over: object = {}) {
  const headers = { 'idempotency-key': `own-${++keys}` }
  const reply = await service.ask('joinWaitlist', { clinic, token, headers, body: { ...far, ...over } })
  expect([reply.status, reply.text]).toEqual([201, expect.anything()])
  return reply.body
}
const list = async ({ token }: Somebody, query: Record<string, string> = {}) => {
  const reply = await service.ask('listOwnWaitlist', { token, query })
  expect([reply.status, reply.text]).toEqual([200, expect.anything()])
  return reply.body
}

it('shows what somebody waits for at all clinics, what is offered first, and of nobody else', async () => {
  const [patient, other] = [await service.patient(), await service.patient()]
  await join('alpha', other)
  const there = await join('beta', patient)
  const [slot] = await service.freeSlots('alpha', 1)
  const day = slot?.localDate ?? ''
  const here = await join('alpha', patient, { from: day, to: day })
  expect(here.state).toBe('offered')
  expect(await list(patient)).toMatchObject({
    items: [
      { id: here.id, state: 'offered', clinic: { slug: 'alpha', name: 'Clinic alpha' }, offer: {} },
      { id: there.id, state: 'waiting', clinic: { slug: 'beta', name: 'Clinic beta' } },
    ],
    missing: [],
  })
  await service.ask('leaveWaitlist', { clinic: 'beta', token: patient.token, params: { entry: there.id } })
  expect((await list(patient, { state: 'waiting' })).items).toEqual([])
  expect((await list(patient, { state: 'left' })).items).toMatchObject([{ id: there.id }])
  expect(await list(await service.patient())).toEqual({ items: [], missing: [] })
})

it('shows what a dependent waits for to who acts for them, and to no stranger', async () => {
  const [guardian, stranger] = [await service.patient(), await service.patient()]
  const { body: child } = await service.ask('addDependent', { token: guardian.token, body: { name: 'Max' } })
  const waits = await join('beta', guardian, { patientId: child.id })
  expect((await list(guardian)).items).toEqual([])
  expect((await list(guardian, { dependent: child.id })).items).toMatchObject([{ id: waits.id }])
  const asked = await service.ask('listOwnWaitlist', {
    token: stranger.token,
    query: { dependent: child.id },
  })
  expect([asked.status, asked.problem.code]).toEqual([403, 'not-allowed'])
  expect((await service.ask('listOwnWaitlist')).problem.code).toBe('not-signed-in')
})

it('names a clinic that does not answer, and shows the others', async () => {
  const patient = await service.patient()
  await join('alpha', patient)
  await join('beta', patient)
  const { databaseName } = await service.clinic('beta')
  const server = service.fleet.asSuperuser('postgres')
  const open = (are: boolean) =>
    server.query(`alter database "${databaseName}" with allow_connections ${are}`)
  await open(false)
  await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    databaseName,
  ])
  const { items, missing } = await list(patient).finally(() => open(true))
  expect([items.map(({ clinic }) => clinic.slug), missing]).toEqual([['alpha'], ['beta']])
})
