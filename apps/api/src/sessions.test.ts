import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findClinicBySlug, putMembership } from '@polyclinic/control'
import { eventually } from '@polyclinic/postgres/testing'
import { type RunningApi, startApi } from './boot/start-api.ts'
import { type Asking, askOverHttp } from './testing/ask-over-http.ts'
import { plainProblem } from './testing/plain-problem.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

let service: TestService
let otherApi: RunningApi
/** Another process of the same installation */
let elsewhere: Asking
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
  otherApi = await startApi({ ...service.config, logLevel: 'silent' })
  elsewhere = askOverHttp(otherApi.port)
})
afterAll(async () => {
  elsewhere[Symbol.dispose]()
  await otherApi.stop()
  await service[Symbol.asyncDispose]()
})

const withinASecond = { withinMilliseconds: 1_000 }

async function signIn(email: string, agent = 'a test') {
  const headers = { 'user-agent': agent, 'x-forwarded-for': '203.0.113.77' }
  const { status, body } = await service.ask('signIn', { body: { email, password: testPassword }, headers })
  expect(status).toBe(200)
  return { token: body.accessToken, refreshToken: body.refreshToken ?? '' }
}
const me = async (token: string, where: Pick<Asking, 'ask'> = service) =>
  (await where.ask('me', { token })).status
const refresh = (refreshToken: string) => service.ask('refresh', { body: { refreshToken } })

describe('a session', () => {
  it('is prolonged at any process, with one refresh token after the other', async () => {
    const { email } = await service.patient()
    const { refreshToken } = await signIn(email)
    const there = await elsewhere.ask('refresh', { body: { refreshToken } })
    expect([there.status, there.body.tokenType, there.body.expiresIn]).toEqual([200, 'Bearer', 600])
    expect((await refresh(refreshToken)).body.refreshToken).toBe(there.body.refreshToken)
    const next = await refresh(there.body.refreshToken ?? '')
    expect(await me(next.body.accessToken)).toBe(200)
    const again = await refresh(refreshToken)
    expect(plainProblem(again)).toEqual(plainProblem(await refresh('made up')))
    // whoever has a token of that family is out, here at once
    expect(await me(next.body.accessToken)).toBe(401)
    expect((await refresh(next.body.refreshToken ?? '')).status).toBe(401)
    await eventually(async () => (await me(there.body.accessToken, elsewhere)) === 401, withinASecond)
  })

  it('ended here kills its access tokens at once, on another process within a second, and no other', async () => {
    const { email } = await service.patient()
    const [here, other] = [await signIn(email), await signIn(email)]
    expect([await me(here.token), await me(here.token, elsewhere)]).toEqual([200, 200])
    const out = await service.ask('logOut', { body: { refreshToken: here.refreshToken } })
    expect([out.status, await me(here.token)]).toEqual([204, 401])
    await eventually(async () => (await me(here.token, elsewhere)) === 401, withinASecond)
    expect((await refresh(here.refreshToken)).status).toBe(401)
    expect([await me(other.token), await me(other.token, elsewhere)]).toEqual([200, 200])
    expect((await service.ask('logOut', { token: other.token, body: {} })).status).toBe(204)
    expect(await me(other.token)).toBe(401)
    expect((await service.ask('logOut', { body: {} })).status).toBe(401)
  })

  it('ended everywhere leaves none, on any process', async () => {
    const { email } = await service.patient()
    const [first, second] = [await signIn(email), await signIn(email)]
    expect((await elsewhere.ask('logOutEverywhere', { token: first.token })).status).toBe(204)
    expect([await me(first.token, elsewhere), await me(second.token, elsewhere)]).toEqual([401, 401])
    await eventually(async () => (await me(second.token)) === 401, withinASecond)
    for (const { refreshToken } of [first, second]) expect((await refresh(refreshToken)).status).toBe(401)
  })

  it('is shown to its owner with where it is, and ended from another one', async () => {
    const [{ email }, stranger] = await Promise.all([service.patient(), service.patient()])
    const [laptop, phone] = [await signIn(email, 'a laptop'), await signIn(email, 'a phone')]
    const list = async (token: string) => (await service.ask('listSessions', { token })).body.items
    const mine = await list(phone.token)
    expect(mine.map(({ device, current, method }) => [device, current, method])).toEqual([
      ['a phone · 203.0.113.0/24', true, 'password'],
      ['a laptop · 203.0.113.0/24', false, 'password'],
    ])
    const params = { session: mine[1]?.id ?? '' }
    const foreign = await service.ask('endSession', { token: stranger.token, params })
    const absent = await service.ask('endSession', {
      token: stranger.token,
      params: { session: crypto.randomUUID() },
    })
    expect([foreign.status, plainProblem(foreign)]).toEqual([404, plainProblem(absent)])
    expect(await me(laptop.token)).toBe(200)
    expect((await service.ask('endSession', { token: phone.token, params })).status).toBe(204)
    expect([await me(laptop.token), await me(phone.token)]).toEqual([401, 200])
    expect((await service.ask('endSession', { token: phone.token, params })).status).toBe(404)
    expect(await list(phone.token)).toHaveLength(1)
  })

  it('that ended while a process could hear nothing has ended there too when it hears again', async () => {
    const { email } = await service.patient()
    const { token, refreshToken } = await signIn(email)
    expect(await me(token, elsewhere)).toBe(200)
    const superuser = service.fleet.asSuperuser(service.fleet.name)
    await superuser.transaction(async (tx) => {
      // ended without a word, as if the announcement had been lost
      await tx.query('set local session_replication_role = replica')
      await tx.query(
        `update session set ended_at = now(), ended_by = 'owner'
        where id = (select session_id from refresh_token where hash = sha256($1::bytea))`,
        [Buffer.from(refreshToken)],
      )
    })
    expect(await me(token, elsewhere)).toBe(200)
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query ilike 'listen %'`,
    )
    await eventually(async () => (await me(token, elsewhere)) === 401)
  })
})

describe('a role', () => {
  it('removed in mid-session is gone with the next request, on another process within a second', async () => {
    const { token, accountId } = await service.member('alpha', 'staff')
    const list = async (where: Pick<Asking, 'ask'> = service) =>
      (await where.ask('listAppointments', { clinic: 'alpha', token })).status
    expect([await list(), await list(elsewhere)]).toEqual([200, 200])
    const { database } = service.fleet.provisioner
    await database.query('delete from membership where account_id = $1', [accountId])
    await eventually(async () => (await list(elsewhere)) === 403, withinASecond)
    await eventually(async () => (await list()) === 403, withinASecond)
  })

  it('given in mid-session counts from the next refresh on', async () => {
    const { email, accountId } = await service.patient()
    const { token, refreshToken } = await signIn(email)
    const clinicId = (await findClinicBySlug(service.fleet.provisioner.database, 'alpha'))?.id ?? ''
    await putMembership(service.fleet.provisioner.database, { accountId, clinicId, role: 'staff' })
    const { body } = await refresh(refreshToken)
    const known = async (bearer: string) =>
      (await service.ask('listSpecialties', { clinic: 'alpha', token: bearer })).problem.code
    // the role is there, and asks for a second factor
    expect([await known(token), await known(body.accessToken)]).toEqual([
      'not-allowed',
      'second-factor-needed',
    ])
  })
})
