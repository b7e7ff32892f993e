import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi } from './boot/start-api.ts'
import { codeOf } from './testing/code-of.ts'
import { askOverHttp } from './testing/ask-over-http.ts'
import { plainProblem } from './testing/plain-problem.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
})
afterAll(() => service[Symbol.asyncDispose]())

const signIn = (email: string) => service.ask('signIn', { body: { email, password: testPassword } })
const appointments = (token: string) => service.ask('listAppointments', { clinic: 'alpha', token })
const secondStep = (challenge: string, proof: object, headers?: Record<string, string>) =>
  service.ask('provideSecondFactor', { body: { challenge, ...proof }, ...(headers && { headers }) })

async function challengeOf(email: string): Promise<string> {
  const { status, problem } = await signIn(email)
  expect([status, problem.code]).toEqual([401, 'second-factor-required'])
  return problem['challenge']
}

/** Signs in, sets an authenticator up with the code of now, and leaves the next one to be used. */
async function enrolled(email: string) {
  const { accessToken: token } = (await signIn(email)).body
  const { secret } = (await service.ask('beginSecondFactor', { token, body: {} })).body
  const code = codeOf(secret)
  const { status, body } = await service.ask('confirmSecondFactor', { token, body: { code } })
  expect(status).toBe(200)
  return { token, secret, code, recovered: body.recoveryCodes, confirmed: body.accessToken }
}

async function mailsTo(accountId: string): Promise<string[]> {
  const { rows } = await service.fleet.provisioner.database.query<{ kind: string }>(
    'select kind from mail where account_id = $1',
    [accountId],
  )
  return rows.map(({ kind }) => kind)
}

describe('somebody with a role', () => {
  it('signs in without a second factor, may set one up, and only then use the role', async () => {
    const { email } = await service.member('alpha', 'staff')
    const { accessToken: token, refreshToken } = (await signIn(email)).body
    const me = (await service.ask('me', { token })).body
    expect([me.email, me.secondFactor, me.rolesWithheld]).toEqual([email, false, true])
    const refused = await appointments(token)
    expect([refused.status, refused.problem.code]).toEqual([403, 'second-factor-needed'])
    // what the role would not have allowed is not hinted at
    expect((await service.ask('listRegisteredClinics', { token })).problem.code).toBe('not-allowed')

    const { secret, uri } = (await service.ask('beginSecondFactor', { token, body: {} })).body
    expect(new URL(uri).searchParams.get('secret')).toBe(secret)
    const wrong = await service.ask('confirmSecondFactor', { token, body: { code: codeOf(secret, -300) } })
    expect([wrong.status, wrong.problem.code]).toEqual([403, 'code-refused'])
    expect((await signIn(email)).status).toBe(200)
    const { body } = await service.ask('confirmSecondFactor', { token, body: { code: codeOf(secret) } })
    expect([new Set(body.recoveryCodes).size, body.refreshToken]).toEqual([10, undefined])
    expect((await appointments(token)).problem.code).toBe('second-factor-needed')
    expect((await appointments(body.accessToken)).status).toBe(200)
    const refreshed = await service.ask('refresh', { body: { refreshToken } })
    expect((await appointments(refreshed.body.accessToken)).status).toBe(200)
    expect((await service.ask('me', { token: refreshed.body.accessToken })).body).toMatchObject({
      secondFactor: true,
      rolesWithheld: false,
    })
    const remove = { token: refreshed.body.accessToken, body: { recoveryCode: body.recoveryCodes[0] } }
    expect((await service.ask('removeSecondFactor', remove)).problem.code).toBe('second-factor-needed')
  })

  it('signs in with a code that counts once, or with a recovery code, of whose use they are told', async () => {
    const { email, accountId } = await service.member('alpha', 'clinic_admin')
    const { secret, code: used, recovered } = await enrolled(email)
    const challenge = await challengeOf(email)
    for (const proof of [{ code: used }, { code: '000000' }, { recoveryCode: 'AAAA-BBBB' }]) {
      const refused = await secondStep(challenge, proof)
      expect([refused.status, refused.problem.code]).toEqual([403, 'code-refused'])
    }
    const code = codeOf(secret, 30)
    const once = await Promise.all([secondStep(challenge, { code }), secondStep(challenge, { code })])
    expect(once.map(({ status }) => status).sort()).toEqual([200, 403])
    const { body } = once.find(({ status }) => status === 200) as (typeof once)[0]
    expect((await appointments(body.accessToken)).status).toBe(200)
    const again = await service.ask('refresh', { body: { refreshToken: body.refreshToken } })
    expect((await appointments(again.body.accessToken)).status).toBe(200)

    expect(await mailsTo(accountId)).toEqual(['second-factor-changed'])
    const recoveryCode = recovered[3]?.toLowerCase().replaceAll('-', ' ')
    expect((await secondStep(challenge, { recoveryCode })).status).toBe(200)
    expect((await secondStep(challenge, { recoveryCode })).status).toBe(403)
    expect(await mailsTo(accountId)).toEqual(['second-factor-changed', 'second-factor-changed'])

    const renewed = await service.ask('renewRecoveryCodes', {
      token: body.accessToken,
      body: { recoveryCode: recovered[4] },
    })
    expect(renewed.body.recoveryCodes).toHaveLength(10)
    expect((await secondStep(challenge, { recoveryCode: recovered[5] })).status).toBe(403)
    expect((await secondStep(challenge, { recoveryCode: renewed.body.recoveryCodes[5] })).status).toBe(200)
  })

  it('uses the role without one where an operator has relaxed it, loudly', async () => {
    const { email } = await service.member('alpha', 'staff')
    const { accessToken: token } = (await signIn(email)).body
    const lines: string[] = []
    const relaxed = { ...service.config, secondFactor: 'relaxed' } as const
    const api = await startApi(relaxed, { logDestination: { write: (line) => lines.push(line) } })
    using client = askOverHttp(api.port)
    expect((await client.ask('listAppointments', { clinic: 'alpha', token })).status).toBe(200)
    expect(lines.join('')).toContain('ROLES COUNT WITHOUT A SECOND FACTOR')
    client[Symbol.dispose]()
    await api.stop()
  })
})

describe('a patient', () => {
  it('may set one up, put another in its place, and remove it', async () => {
    const { email } = await service.patient()
    const { confirmed: token, recovered, secret } = await enrolled(email)
    const begin = (body: object) => service.ask('beginSecondFactor', { token, body })
    expect((await begin({})).problem.code).toBe('code-refused')
    const next = (await begin({ recoveryCode: recovered[0] })).body.secret
    expect(next).not.toBe(secret)
    // until it is confirmed the former one counts
    expect((await secondStep(await challengeOf(email), { code: codeOf(secret, 30) })).status).toBe(200)
    const code = codeOf(next)
    expect((await service.ask('confirmSecondFactor', { token, body: { code } })).status).toBe(200)
    const removing = { token, body: { code: codeOf(next, 30) } }
    expect((await service.ask('removeSecondFactor', removing)).status).toBe(204)
    expect((await service.ask('removeSecondFactor', removing)).problem.code).toBe('transition-not-allowed')
    expect((await signIn(email)).status).toBe(200)
  })

  it('is safe from who has the password and guesses, who cannot lock them out elsewhere', async () => {
    const { email } = await service.patient()
    const { secret } = await enrolled(email)
    const challenge = await challengeOf(email)
    const guess = () => secondStep(challenge, { code: '000000' }, { 'x-forwarded-for': '2001:db8:bad::1' })
    const guesses = []
    for (let turn = 0; turn < 11; turn++) guesses.push(await guess())
    expect(guesses.map(({ status }) => status)).toEqual([...Array(10).fill(403), 429])
    expect(guesses.at(-1)?.headers['retry-after']).toMatch(/^\d+$/)
    expect(guesses[0]?.headers['ratelimit']).toContain('"account";r=9')
    expect((await secondStep(challenge, { code: codeOf(secret, 30) })).status).toBe(200)
  })
})

it('a challenge is no token and a token no challenge; each is refused like any garbage', async () => {
  const { email } = await service.patient()
  const { token, secret } = await enrolled(email)
  const challenge = await challengeOf(email)
  const [head, payload, signature] = challenge.split('.')
  const asToken = await service.ask('me', { token: challenge })
  expect([asToken.status, plainProblem(asToken)]).toEqual([
    401,
    plainProblem(await service.ask('me', { token: 'garbage' })),
  ])
  const stranger = Buffer.from(JSON.stringify({ sub: crypto.randomUUID(), method: 'password' }))
  const code = codeOf(secret, 30)
  const expected = plainProblem(await secondStep('garbage', { code }))
  expect(expected).toMatchObject({ answered: 401, code: 'not-signed-in' })
  for (const wrong of [
    token,
    `${head}.${stranger.toString('base64url')}.${signature}`,
    `${head}.${payload}.`,
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`,
  ]) {
    expect(plainProblem(await secondStep(wrong, { code }))).toEqual(expected)
  }
  expect((await secondStep(challenge, { code })).status).toBe(200)
})
