import { addAccount } from '@polyclinic/control'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailsTo, mailTo } from './testing/mails-to.ts'
import { answerEmailRequests, registerProven, tokenMailed } from './testing/prove-address.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({ clinics: [] })
})
afterAll(() => service[Symbol.asyncDispose]())

let made = 0
const address = () => `somebody-${++made}@proofs.test`
const signIn = (email: string, password: string) => service.ask('signIn', { body: { email, password } })
const me = async (token: string) => (await service.ask('me', { token })).body
const kindsTo = async (email: string) => (await mailsTo(service, email)).map(({ kind }) => kind)

async function askToSignIn(email: string): Promise<void> {
  const { status, text } = await service.ask('requestEmailSignIn', { body: { email } })
  expect([status, text]).toEqual([202, '{"status":"accepted"}'])
  await answerEmailRequests(service)
}

describe('registering', () => {
  it('makes an account only when the address is proven, by the link', async () => {
    const email = address()
    await service.ask('register', { body: { email, password: testPassword, name: 'Ada Example' } })
    expect((await signIn(email, testPassword)).status).toBe(401)
    const token = await tokenMailed(service, email, 'confirm-registration')
    const proven = await service.ask('confirmRegistration', { body: { token } })
    expect(proven.status).toBe(200)
    expect(await me(proven.body.accessToken)).toMatchObject({ email, patient: { name: 'Ada Example' } })
    expect((await signIn(email, testPassword)).status).toBe(200)

    const again = await service.ask('confirmRegistration', { body: { token } })
    expect([again.status, again.problem.code]).toEqual([409, 'proof-used'])
  })

  it('goes without a password, and by a code however it is typed', async () => {
    const email = address()
    await service.ask('register', { body: { email, name: 'Ada Example' } })
    const { facts } = await mailTo(service, email, 'confirm-registration')
    const code = facts.code.toLowerCase().replace('-', ' ')
    const { status } = await service.ask('confirmRegistration', { body: { email, code } })
    expect(status).toBe(200)
    expect((await signIn(email, testPassword)).status).toBe(401)
  })

  it('leaves nothing on an address of what a stranger filled in before', async () => {
    const email = address()
    await service.ask('register', { body: { email, password: 'the password of a stranger', name: 'Eve' } })
    const strangers = await tokenMailed(service, email, 'confirm-registration')
    await service.ask('register', { body: { email, password: testPassword, name: 'Ada' } })
    const owners = await tokenMailed(service, email, 'confirm-registration')
    const proven = await service.ask('confirmRegistration', { body: { token: owners } })
    expect((await me(proven.body.accessToken)).patient?.name).toBe('Ada')
    expect((await signIn(email, 'the password of a stranger')).status).toBe(401)
    const late = await service.ask('confirmRegistration', { body: { token: strangers } })
    expect([late.status, late.problem.code]).toEqual([403, 'proof-refused'])
  })

  it('leaves an existing account as it is and tells its owner', async () => {
    const { email } = await service.patient()
    await service.ask('register', { body: { email, password: 'another long sentence', name: 'Eve' } })
    expect(await kindsTo(email)).toEqual(['already-registered'])
    expect((await signIn(email, testPassword)).status).toBe(200)
  })

  it('is refused where the address has got an account meanwhile', async () => {
    const email = address()
    await service.ask('register', { body: { email, password: testPassword, name: 'Ada' } })
    await addAccount(service.fleet.provisioner, { email, password: 'their own long sentence' })
    const token = await tokenMailed(service, email, 'confirm-registration')
    const { status, problem } = await service.ask('confirmRegistration', { body: { token } })
    expect([status, problem.code]).toEqual([403, 'proof-refused'])
    expect((await signIn(email, 'their own long sentence')).status).toBe(200)
  })

  it('fills nobody’s mailbox: five mails an hour, and the answer stays the same', async () => {
    const email = address()
    for (let turn = 0; turn < 7; turn++) {
      const { status } = await service.ask('register', { body: { email, name: 'Ada' } })
      expect(status).toBe(202)
    }
    expect(await kindsTo(email)).toHaveLength(5)
  })

  it('says at the field what is wrong with a password', async () => {
    const body = { email: address(), password: 'polyclinic-2026', name: 'Ada' }
    const { status, problem } = await service.ask('register', { body })
    expect([status, problem.code]).toEqual([400, 'invalid-request'])
    expect(problem.issues).toEqual([
      { pointer: '/password', message: expect.stringContaining('others know') },
    ])
  })
})

describe('signing in by e-mail', () => {
  it('works by the code and by the link, each once', async () => {
    const { email, accountId } = await service.patient()
    await askToSignIn(email.toUpperCase())
    const { facts } = await mailTo(service, email, 'sign-in')
    expect(facts.link).toMatch(/^http:\/\/api\.test\/go#sign-in\.[\w-]{43}$/)
    const byCode = { email, code: facts.code }
    const signedIn = await service.ask('confirmEmailSignIn', { body: byCode })
    expect((await me(signedIn.body.accessToken)).accountId).toBe(accountId)
    const token = await tokenMailed(service, email, 'sign-in')
    for (const body of [byCode, { token }]) {
      expect((await service.ask('confirmEmailSignIn', { body })).problem.code).toBe('proof-used')
    }
    await askToSignIn(email)
    const next = await tokenMailed(service, email, 'sign-in')
    expect((await service.ask('confirmEmailSignIn', { body: { token: next } })).status).toBe(200)
  })

  it('gives a code five tries, after which the link of the mail still counts', async () => {
    const { email } = await service.patient()
    await askToSignIn(email)
    const { facts } = await mailTo(service, email, 'sign-in')
    for (let guess = 0; guess < 5; guess++) {
      const body = { email, code: `AAAA-AAA${guess + 2}` }
      expect((await service.ask('confirmEmailSignIn', { body })).problem.code).toBe('proof-refused')
    }
    const right = await service.ask('confirmEmailSignIn', { body: { email, code: facts.code } })
    expect(right.problem.code).toBe('proof-refused')
    const token = await tokenMailed(service, email, 'sign-in')
    expect((await service.ask('confirmEmailSignIn', { body: { token } })).status).toBe(200)
  })

  it('counts once of two that come at the same time', async () => {
    const { email } = await service.patient()
    await askToSignIn(email)
    const token = await tokenMailed(service, email, 'sign-in')
    const both = await Promise.all([1, 2].map(() => service.ask('confirmEmailSignIn', { body: { token } })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  it('mails nobody for an unknown or a disabled account, and forgets what was typed', async () => {
    const { email, accountId } = await service.patient()
    const control = service.fleet.asSuperuser(service.fleet.name)
    await control.query(`update account set state = 'disabled' where id = $1`, [accountId])
    await askToSignIn(email)
    await askToSignIn('nobody@proofs.test')
    expect([...(await kindsTo(email)), ...(await kindsTo('nobody@proofs.test'))]).toEqual([])
    expect((await control.query('select from email_request')).rowCount).toBe(0)
  })

  it('is not for a link of another purpose, nor for one whose time is over', async () => {
    const { email } = await service.patient()
    await service.ask('requestPasswordReset', { body: { email } })
    await askToSignIn(email)
    const reset = await tokenMailed(service, email, 'reset-password')
    const late = await tokenMailed(service, email, 'sign-in')
    const control = service.fleet.asSuperuser(service.fleet.name)
    await control.query(
      `update email_proof set expires_at = now() where purpose = 'sign-in' and used_at is null`,
    )
    for (const token of [reset, late]) {
      const { status, problem } = await service.ask('confirmEmailSignIn', { body: { token } })
      expect([status, problem.code]).toEqual([403, 'proof-refused'])
    }
  })
})

describe('a reset of the password', () => {
  it('sets a new one, once, and tells the owner', async () => {
    const { email } = await service.patient()
    await service.ask('requestPasswordReset', { body: { email } })
    await answerEmailRequests(service)
    const token = await tokenMailed(service, email, 'reset-password')
    const weak = await service.ask('resetPassword', { body: { token, password: email } })
    expect([weak.status, weak.problem.issues?.[0]?.pointer]).toEqual([400, '/password'])
    const password = 'a quite different sentence'
    expect((await service.ask('resetPassword', { body: { token, password } })).status).toBe(204)
    expect((await signIn(email, password)).status).toBe(200)
    expect((await signIn(email, testPassword)).status).toBe(401)
    expect(await kindsTo(email)).toEqual(['reset-password', 'password-changed'])
    const again = await service.ask('resetPassword', { body: { token, password: testPassword } })
    expect(again.problem.code).toBe('proof-used')
  })

  it('ends every session', async () => {
    const { email } = await service.patient()
    const { accessToken, refreshToken } = (await signIn(email, testPassword)).body
    await service.ask('requestPasswordReset', { body: { email } })
    await answerEmailRequests(service)
    const token = await tokenMailed(service, email, 'reset-password')
    await service.ask('resetPassword', { body: { token, password: 'a quite different sentence' } })
    expect((await service.ask('refresh', { body: { refreshToken } })).status).toBe(401)
    await eventually(async () => (await service.ask('me', { token: accessToken })).status === 401)
  })

  it('ends whatever else was mailed before', async () => {
    const { email } = await service.patient()
    await service.ask('requestPasswordReset', { body: { email } })
    await askToSignIn(email)
    const [token, other] = [
      await tokenMailed(service, email, 'reset-password'),
      await tokenMailed(service, email, 'sign-in'),
    ]
    await service.ask('resetPassword', { body: { token, password: 'a quite different sentence' } })
    const { problem } = await service.ask('confirmEmailSignIn', { body: { token: other } })
    expect(problem.code).toBe('proof-refused')
  })
})

describe('a change, signed in', () => {
  it('of the password asks for the present one where there is one', async () => {
    const { email, token } = await service.patient()
    const change = (body: object) => service.ask('changePassword', { token, body })
    const password = 'a quite different sentence'
    for (const body of [{ password }, { password, current: 'not my password' }]) {
      const { status, problem } = await change(body)
      expect([status, problem.issues?.[0]?.pointer]).toEqual([400, '/current'])
    }
    expect((await change({ password, current: testPassword })).status).toBe(204)
    expect((await signIn(email, password)).status).toBe(200)
    expect(await kindsTo(email)).toEqual(['password-changed'])
  })

  it('of the password ends the other sessions, and this one goes on', async () => {
    const { email } = await service.patient()
    const [here, elsewhere] = [await signIn(email, testPassword), await signIn(email, testPassword)]
    const body = { current: testPassword, password: 'a quite different sentence' }
    const { accessToken: token, refreshToken } = here.body
    expect((await service.ask('changePassword', { token, body })).status).toBe(204)
    await eventually(
      async () => (await service.ask('me', { token: elsewhere.body.accessToken })).status === 401,
    )
    expect((await service.ask('me', { token })).status).toBe(200)
    expect((await service.ask('refresh', { body: { refreshToken } })).status).toBe(200)
  })

  it('sets the first password of somebody who had none', async () => {
    const email = address()
    const { accessToken: token } = await registerProven(service, { email, name: 'Ada' })
    const body = { password: testPassword }
    expect((await service.ask('changePassword', { token, body })).status).toBe(204)
    expect((await signIn(email, testPassword)).status).toBe(200)
  })

  it('of the address takes the proof of the new one, and the contact address follows', async () => {
    const { email, token, accountId, patientId } = await service.patient()
    const next = address()
    const ask = (password?: string) => service.ask('changeEmail', { token, body: { email: next, password } })
    expect((await ask()).problem.issues?.[0]?.pointer).toBe('/password')
    expect((await ask(testPassword)).status).toBe(202)
    expect((await me(token)).email).toBe(email)
    const stranger = await service.patient()
    const shown = { token: await tokenMailed(service, next, 'confirm-email') }
    const stolen = await service.ask('confirmEmail', { token: stranger.token, body: shown })
    expect(stolen.problem.code).toBe('proof-refused')
    const { facts } = await mailTo(service, next, 'confirm-email')
    expect((await service.ask('confirmEmail', { token, body: { code: facts.code } })).status).toBe(204)
    expect((await me(token)).email).toBe(next)
    expect((await signIn(next, testPassword)).status).toBe(200)
    expect((await signIn(email, testPassword)).status).toBe(401)
    expect(await kindsTo(email)).toEqual(['email-changed'])
    const { rows } = await service.fleet
      .asSuperuser(service.fleet.name)
      .query(
        'select p.email_index = a.email_index as same from patient p join account a on a.patient_id = p.id where p.id = $1 and a.id = $2',
        [patientId, accountId],
      )
    expect(rows).toEqual([{ same: true }])
  })

  it('to an address of somebody else tells them, and nobody else', async () => {
    const [one, other] = await Promise.all([service.patient(), service.patient()])
    const body = { email: other.email, password: testPassword }
    expect((await service.ask('changeEmail', { token: one.token, body })).status).toBe(202)
    expect(await kindsTo(other.email)).toEqual(['already-registered'])
  })
})
