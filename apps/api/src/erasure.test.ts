import { rmSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailTo } from './testing/mails-to.ts'
import { plainProblem } from './testing/plain-problem.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

let service: TestService
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyclinic-erasure-'))
  service = await startTestService({ config: { erasureLedger: join(folder, 'erasures.jsonl') } })
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

const password = testPassword
const erase = (token: string, body: object = { password }) => service.ask('eraseOwnPatient', { token, body })
const ledger = async () =>
  (await readFile(join(folder, 'erasures.jsonl'), 'utf8')).split('\n').filter(Boolean)
const rowsOf = async (sql: string, id: string) =>
  (await service.fleet.provisioner.database.query(sql, [id])).rows

describe('whoever asks to be erased', () => {
  it('is erased at once, can follow it without a token, and cannot sign in any more', async () => {
    const { token, email, patientId, accountId } = await service.patient()
    const begun = await erase(token)
    expect([begun.status, begun.headers.location]).toEqual([202, `/v1/erasures/${begun.body.id}`])
    expect(begun.body).toEqual({ id: expect.any(String), dependentsWithoutGuardian: 0 })
    const { body } = await service.ask('showErasure', { params: { erasure: begun.body.id } })
    expect(body).toEqual({
      id: begun.body.id,
      state: 'under-way',
      requestedAt: expect.any(String),
      clinics: { confirmed: 0, of: 2 },
    })
    const signIn = await service.ask('signIn', { body: { email, password } })
    expect([signIn.status, signIn.problem.code]).toEqual([401, 'sign-in-refused'])
    expect((await service.ask('me', { token })).problem.code).toBe('not-signed-in')
    expect(await rowsOf('select from patient_key where patient_id = $1', patientId)).toEqual([])
    const entry = JSON.parse((await ledger()).at(-1) ?? '')
    expect(entry).toEqual({ erasureId: body.id, patientId, accountId, at: body.requestedAt })
  })

  it('is signed out of every session in that moment, and nothing that waits for their address is left', async () => {
    const { token, email, accountId } = await service.patient()
    const other = await service.ask('signIn', { body: { email, password } })
    await service.ask('beginSecondFactor', { token, body: {} })
    const clinic = await service.clinic('alpha')
    const admin = await service.member('alpha', 'clinic_admin')
    const invited = await service.ask('inviteMember', {
      ...{ clinic: 'alpha', token: await service.renewed(admin) },
      body: { email, role: 'staff' },
    })
    expect(invited.status).toBe(201)
    await erase(token)
    const refused = await service.ask('listSlots', { clinic: 'alpha', token: other.body.accessToken })
    expect(refused.problem.code).toBe('not-signed-in')
    const refreshed = await service.ask('refresh', { body: { refreshToken: other.body.refreshToken } })
    expect(refreshed.problem.code).toBe('not-signed-in')
    const none = await rowsOf('select from second_factor where account_id = $1', accountId)
    const open = await rowsOf('select from session where account_id = $1 and ended_at is null', accountId)
    const invitations = await rowsOf('select from invitation where clinic_id = $1', clinic.id)
    expect([none, open, invitations]).toEqual([[], [], []])
    const { facts } = await mailTo(service, email, 'erasure-begun')
    expect(facts.link).toMatch(/\/go#erasure\.[0-9a-f-]{36}$/)
  })

  it('hears of the same erasure when they ask again, whatever they send', async () => {
    const { token } = await service.patient()
    const [first, second] = [await erase(token), await erase(token, { password: 'something else' })]
    expect(second.body).toEqual(first.body)
  })

  it('is erased once, though they ask many times at once', async () => {
    const { token, patientId } = await service.patient()
    const replies = await Promise.all([1, 2, 3, 4].map(() => erase(token)))
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1)
    expect((await ledger()).filter((line) => line.includes(patientId))).toHaveLength(1)
  })

  it('is told nothing but no for a wrong password or none, and stays', async () => {
    const { token } = await service.patient()
    const [wrong, none] = [await erase(token, { password: `${password}.` }), await erase(token, {})]
    expect([wrong.status, wrong.problem.code]).toEqual([403, 'not-allowed'])
    expect(plainProblem(none)).toEqual(plainProblem(wrong))
    expect((await service.ask('me', { token })).status).toBe(200)
  })

  it('cannot try passwords for long', async () => {
    const { token } = await service.patient()
    const statuses: number[] = []
    for (let n = 0; n < 11; n++) statuses.push((await erase(token, {})).status)
    expect(statuses).toEqual([...Array(10).fill(403), 429])
  })

  it('keeps an account that is a member of a clinic, without its patient', async () => {
    const { token, accountId, email } = await service.patient()
    const { id } = await service.clinic('alpha')
    const membership = 'insert into membership (account_id, clinic_id, role) values ($1, $2, $3)'
    await service.fleet.provisioner.database.query(membership, [accountId, id, 'staff'])
    expect((await erase(token)).status).toBe(202)
    const signedIn = await service.ask('signIn', { body: { email, password } })
    const me = await service.ask('me', { token: signedIn.body.accessToken })
    expect([me.body.patient, me.body.memberships.length]).toEqual([undefined, 1])
  })

  it('is told how many dependents nobody acts for any more', async () => {
    const { token } = await service.patient()
    await service.ask('addDependent', { token, body: { name: 'Max Body' } })
    expect((await erase(token)).body.dependentsWithoutGuardian).toBe(1)
  })
})

describe('a dependent', () => {
  const eraseDependent = (token: string, dependent: string, body: object = { password }) =>
    service.ask('eraseDependent', { token, body, params: { dependent } })

  it('is erased by their only guardian, and is then not there', async () => {
    const { token } = await service.patient()
    const { id } = (await service.ask('addDependent', { token, body: { name: 'Max Body' } })).body
    expect((await eraseDependent(token, id, { password: 'wrong' })).problem.code).toBe('not-allowed')
    const begun = await eraseDependent(token, id)
    expect([begun.status, begun.body.dependentsWithoutGuardian]).toEqual([202, 0])
    expect((await service.ask('listDependents', { token })).body.items).toEqual([])
    expect((await service.ask('me', { token })).status).toBe(200)
    expect((await eraseDependent(token, id)).status).toBe(404)
  })

  it('of somebody else is told apart from none by nothing', async () => {
    const [guardian, other] = await Promise.all([service.patient(), service.patient()])
    const { id } = (await service.ask('addDependent', { token: guardian.token, body: { name: 'Max' } })).body
    const foreign = await eraseDependent(other.token, id)
    expect([foreign.status, foreign.problem.code]).toEqual([404, 'not-found'])
    expect(plainProblem(await eraseDependent(other.token, crypto.randomUUID()))).toEqual(
      plainProblem(foreign),
    )
  })

  it('with another guardian is not erased by one of them', async () => {
    const [one, two] = await Promise.all([service.patient(), service.patient()])
    const { id } = (await service.ask('addDependent', { token: one.token, body: { name: 'Max' } })).body
    const link = 'insert into guardian (guardian_id, dependent_id) values ($1, $2)'
    await service.fleet.provisioner.database.query(link, [two.patientId, id])
    const refused = await eraseDependent(one.token, id)
    expect([refused.status, refused.problem['rule']]).toEqual([409, 'only-guardian'])
  })
})

it('an erasure that nobody has begun is not there', async () => {
  const absent = await service.ask('showErasure', { params: { erasure: crypto.randomUUID() } })
  expect([absent.status, absent.problem.code]).toEqual([404, 'not-found'])
})
