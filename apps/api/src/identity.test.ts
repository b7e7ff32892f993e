import { exportJWK, exportSPKI, generateKeyPair, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAccount, SigningKeys } from '@polyclinic/control'
import { eventually } from '@polyclinic/postgres/testing'
import { plainProblem } from './testing/plain-problem.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
})
afterAll(() => service[Symbol.asyncDispose]())

const signIn = (email: string, password: string) => service.ask('signIn', { body: { email, password } })

describe('signing in', () => {
  it('is refused in the same words for a wrong password, an unknown account and a disabled one', async () => {
    const [known, disabled] = await Promise.all([service.patient(), service.patient()])
    const control = service.fleet.asSuperuser(service.fleet.name)
    await control.query(`update account set state = 'disabled' where id = $1`, [disabled.accountId])
    const refusals = await Promise.all([
      signIn(known.email, 'not the password'),
      signIn('nobody@people.test', testPassword),
      signIn(disabled.email, testPassword),
    ])
    expect(refusals[0]?.status).toBe(401)
    for (const refusal of refusals) {
      expect(refusal.problem.code).toBe('sign-in-refused')
      expect(plainProblem(refusal)).toEqual(plainProblem(refusals[0] as never))
      expect(Object.keys(refusal.headers)).toEqual(Object.keys(refusals[0]?.headers ?? {}))
      expect(refusal.headers['ratelimit-policy']).toBe(refusals[0]?.headers['ratelimit-policy'])
    }
    expect((await signIn(known.email, testPassword)).status).toBe(200)
  })

  it('works for people of a demo, whose accounts are marked', async () => {
    const email = 'demo@people.test'
    await addAccount(service.fleet.provisioner, { email, password: testPassword, demo: true, operator: true })
    const { body } = await signIn(email, testPassword)
    const me = await service.ask('me', { token: body.accessToken })
    expect([me.body.operator, me.body.patient, me.body.memberships]).toEqual([true, undefined, []])
  })

  it('is limited for who guesses, with the time to wait', async () => {
    const headers = { 'x-forwarded-for': '2001:db8:ffff:ffff::7' }
    const body = { email: 'victim@people.test', password: 'a guess' }
    const guesses = []
    for (let turn = 0; turn < 11; turn++) guesses.push(await service.ask('signIn', { body, headers }))
    expect(guesses.slice(0, 10).map(({ status }) => status)).toEqual(Array(10).fill(401))
    const last = guesses.at(-1)
    expect([last?.status, last?.problem.code]).toEqual([429, 'too-many-requests'])
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('a token', () => {
  const now = () => Math.floor(Date.now() / 1000)

  /** One that would hold, but for what is changed. */
  async function token(change: {
    header?: Partial<JWTHeaderParameters>
    claims?: Record<string, unknown>
    key?: Parameters<SignJWT['sign']>[0]
  }): Promise<string> {
    const { kid, privateKey } = await new SigningKeys(service.fleet.provisioner).current()
    const { accountId, patientId } = person
    const claims = {
      sub: accountId,
      patient: patientId,
      iss: 'http://api.test',
      aud: 'http://api.test',
      iat: now(),
      exp: now() + 600,
    }
    return new SignJWT({ ...claims, ...change.claims })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid, ...change.header })
      .sign(change.key ?? privateKey)
  }

  let person: Awaited<ReturnType<TestService['patient']>>
  beforeAll(async () => {
    person = await service.patient()
  })
  const me = (bearer: string) => service.ask('me', { token: bearer })

  it('that is ours holds', async () => {
    expect((await me(await token({}))).status).toBe(200)
  })

  it('that is not ours, or does not hold now, is refused alike everywhere', async () => {
    const keys = new SigningKeys(service.fleet.provisioner)
    const { kid } = await keys.current()
    const publicKey = await keys.verifying(kid)
    if (!publicKey) throw new Error('there is no key')
    const stranger = await generateKeyPair('EdDSA', { extractable: true })
    const rsa = await generateKeyPair('RS256')
    const inBase64url = (text: string) => Buffer.from(text).toString('base64url')
    const bytes = (text: string | undefined) => new TextEncoder().encode(text)
    const good = await token({})
    const [head, payload, signature] = good.split('.')
    const bad: Record<string, string> = {
      'alg none': new UnsecuredJWT({ sub: person.accountId, iss: 'http://api.test', aud: 'http://api.test' })
        .setExpirationTime('10m')
        .encode(),
      'alg none with our header': `${inBase64url(`{"alg":"none","typ":"at+jwt","kid":"${kid}"}`)}.${payload}.`,
      'HS256 by the public key as PEM': await token({
        header: { alg: 'HS256' },
        key: bytes(await exportSPKI(publicKey)),
      }),
      'HS256 by the public key as JWK': await token({
        header: { alg: 'HS256' },
        key: bytes((await exportJWK(publicKey)).x),
      }),
      'another algorithm': await token({ header: { alg: 'RS256' }, key: rsa.privateKey }),
      "a stranger's key under our kid": await token({ key: stranger.privateKey }),
      "a stranger's key brought along": await token({
        header: { jwk: await exportJWK(stranger.publicKey) },
        key: stranger.privateKey,
      }),
      'a kid of nobody': await token({ header: { kid: 'nobody' } }),
      'no kid': await token({ header: { kid: undefined as never } }),
      'a kid that climbs': await token({ header: { kid: '../../../../dev/null' } }),
      'a kid that is SQL': await token({ header: { kid: `' or '1'='1` } }),
      'another audience': await token({ claims: { aud: 'http://other.test' } }),
      'another issuer': await token({ claims: { iss: 'http://other.test' } }),
      'another type': await token({ header: { typ: 'JWT' } }),
      'no type': await token({ header: { typ: undefined as never } }),
      expired: await token({ claims: { iat: now() - 700, exp: now() - 100 } }),
      'without an end': await token({ claims: { exp: undefined } }),
      'not yet valid': await token({ claims: { nbf: now() + 600 } }),
      'without a subject': await token({ claims: { sub: undefined } }),
      'another payload under our signature': `${head}.${inBase64url('{"sub":"x"}')}.${signature}`,
      'without its signature': `${head}.${payload}.`,
      'cut short': good.slice(0, -3),
      garbage: 'garbage',
      dots: '..',
      'long garbage': 'x'.repeat(9_000),
    }
    const expected = plainProblem(await me('garbage'))
    expect(expected).toMatchObject({ answered: 401, code: 'not-signed-in' })
    for (const [what, bearer] of Object.entries(bad)) {
      const refused = await me(bearer)
      expect([what, plainProblem(refused)]).toEqual([what, expected])
      expect(refused.headers['www-authenticate']).toBe('Bearer realm="polyclinic", error="invalid_token"')
      // its owner should learn of it, though the list is open to everybody
      const publicList = await service.ask('listSlots', { clinic: 'alpha', token: bearer })
      expect([what, plainProblem(publicList)]).toEqual([what, expected])
    }
    expect((await me(good)).status).toBe(200)
  })

  it('is verified with the keys that everybody can fetch', async () => {
    const { body } = await service.ask('jwks')
    const { kid } = await new SigningKeys(service.fleet.provisioner).current()
    // the one that signs, and the one that will
    expect(body.keys).toHaveLength(2)
    expect(body.keys).toContainEqual(
      expect.objectContaining({ kid, kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' }),
    )
    expect(JSON.stringify(body)).not.toContain('"d"')
  })

  it('with roles counts for what they are now, not for what they were', async () => {
    const { token: bearer, accountId } = await service.member('alpha', 'staff')
    const list = () => service.ask('listAppointments', { clinic: 'alpha', token: bearer })
    const control = service.fleet.asSuperuser(service.fleet.name)
    expect((await list()).status).toBe(200)
    await control.query('delete from membership where account_id = $1', [accountId])
    await eventually(async () => (await list()).status === 403, { withinMilliseconds: 2_000 })
    await control.query(`update account set state = 'disabled' where id = $1`, [accountId])
    await eventually(async () => (await list()).status === 401, { withinMilliseconds: 2_000 })
  })
})
