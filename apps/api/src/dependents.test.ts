import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainProblem } from './testing/plain-problem.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
})
afterAll(() => service[Symbol.asyncDispose]())

const child = { name: 'Max Body', birthDate: '2019-05-17' }
const list = async (token: string) => (await service.ask('listDependents', { token })).body.items

describe('a dependent', () => {
  it('is added, listed and removed by their guardian', async () => {
    const { token } = await service.patient()
    const added = await service.ask('addDependent', { token, body: { ...child, locale: 'de-AT' } })
    expect([added.status, added.body]).toEqual([201, { id: expect.any(String), ...child }])
    expect(await list(token)).toEqual([added.body])
    const removed = await service.ask('removeDependent', { token, params: { dependent: added.body.id } })
    expect([removed.status, removed.text]).toEqual([204, ''])
    expect(await list(token)).toEqual([])
  })

  it('of somebody else is told apart from none by nothing', async () => {
    const [guardian, other] = await Promise.all([service.patient(), service.patient()])
    const { body } = await service.ask('addDependent', { token: guardian.token, body: child })
    const remove = (dependent: string) =>
      service.ask('removeDependent', { token: other.token, params: { dependent } })
    const foreign = await remove(body.id)
    expect([foreign.status, foreign.problem.code]).toEqual([404, 'not-found'])
    expect(plainProblem(await remove(crypto.randomUUID()))).toEqual(plainProblem(foreign))
    expect(await list(other.token)).toEqual([])
    expect(await list(guardian.token)).toEqual([body])
  })

  it('beyond the twentieth is refused with the limit, however many are added at once', async () => {
    const { token } = await service.patient()
    const replies = await Promise.all(
      Array.from({ length: 24 }, () => service.ask('addDependent', { token, body: child })),
    )
    const refused = replies.filter(({ status }) => status !== 201)
    expect(refused).toHaveLength(4)
    for (const { status, problem } of refused) {
      expect([status, problem.code, problem['rule'], problem['limit']]).toEqual([
        409,
        'outside-policy',
        'dependents',
        20,
      ])
    }
    expect(await list(token)).toHaveLength(20)
  })

  it.each([
    ['no name', {}],
    ['an empty name', { name: ' ' }],
    ['a day that is none', { ...child, birthDate: '2019-02-30' }],
    ['an address', { ...child, email: 'max@body.test' }],
    ['a login', { ...child, password: testPassword }],
  ])('is not taken with %s', async (_, body) => {
    const { token } = await service.patient()
    const reply = await service.ask('addDependent', { token, body })
    expect([reply.status, reply.problem.code]).toEqual([400, 'invalid-request'])
    expect(await list(token)).toEqual([])
  })

  it('is nothing that the desk, an operator or the signed-out may have', async () => {
    const [desk, operator] = await Promise.all([service.member('alpha', 'clinic_admin'), service.operator()])
    for (const token of [desk.token, operator.token]) {
      expect((await service.ask('addDependent', { token, body: child })).status).toBe(403)
      expect((await service.ask('listDependents', { token })).status).toBe(403)
    }
    expect((await service.ask('addDependent', { body: child })).status).toBe(401)
  })
})

it('a guardian of twenty still signs in, and is who they were', async () => {
  const { email, token } = await service.patient()
  for (let turn = 0; turn < 20; turn++) await service.ask('addDependent', { token, body: child })
  const { body } = await service.ask('signIn', { body: { email, password: testPassword } })
  expect(await list(body.accessToken)).toEqual(await list(token))
  expect((await service.ask('me', { token: body.accessToken })).body.email).toBe(email)
})
