import { expect } from 'vitest'
import { codeOf } from '../../testing/code-of.ts'
import { canary, device, later } from '../canary.ts'
import type { Aviary } from '../open-aviary.ts'
import { mailed } from './mailed.ts'

const headers = { 'user-agent': device }
const settled = { refresh: 'body' } as const

/** Signs in in every way and with every mistake, and changes all that can be changed; gives the last token. */
export async function keepHouse(aviary: Aviary): Promise<string> {
  await forgetPassword(aviary)
  const token = await useSecondFactor(aviary)
  await changeAddress(aviary, token)
  await keepCalendars(aviary, token)
  return token
}

async function forgetPassword(aviary: Aviary): Promise<void> {
  const { ask, send, secrets } = aviary
  const { email, password } = canary
  await ask('signIn', { body: { email, password: `${password}?` }, headers })
  await ask('signIn', { body: { email, password, name: canary.name }, headers })
  await ask('signIn', { body: { email: canary.name, password }, headers })
  const first = (await ask('signIn', { body: { email, password }, headers })).body
  const next = (await ask('refresh', { body: { refreshToken: first.refreshToken }, headers })).body
  for (const tokens of [first, next]) {
    secrets.keepAccessToken(tokens.accessToken)
    secrets.keep('refresh token', tokens.refreshToken, 'base64url')
  }
  const { items } = (await ask('listSessions', { token: next.accessToken })).body
  expect(items.map(({ device: of }) => of).join()).toContain('Birdphone')
  const known = { token: next.accessToken }
  await ask('changePassword', { ...known, body: { current: later.password, password: later.password } })
  await send('GET', `/v1/me/${encodeURIComponent(canary.name)}`, known)
  await send('GET', '/v1/me', { token: `${canary.name}.${password}.x` })
  await ask('refresh', { body: { refreshToken: canary.name } })

  await ask('requestEmailSignIn', { body: { email } })
  const link = await mailed(aviary, email, 'sign-in')
  await ask('confirmEmailSignIn', { body: { email, code: 'KAKA-P000' } })
  const byLink = await ask('confirmEmailSignIn', { body: { token: link.token, ...settled }, headers })
  expect(byLink.status).toBe(200)
  await ask('requestPasswordReset', { body: { email } })
  const reset = await mailed(aviary, email, 'reset-password')
  await ask('resetPassword', { body: { token: reset.token, password: 'kakapo' } })
  const done = await ask('resetPassword', { body: { token: reset.token, password: later.password } })
  expect(done.status).toBe(204)
}

async function useSecondFactor({ ask, secrets }: Aviary): Promise<string> {
  const { email } = canary
  const { password } = later
  await ask('signIn', { body: { email, password: canary.password }, headers })
  const signedIn = await ask('signIn', { body: { email, password }, headers })
  const token = signedIn.body.accessToken
  const { secret, uri } = (await ask('beginSecondFactor', { token, body: {} })).body
  secrets.keep('secret of the authenticator', secret, 'base32')
  expect(decodeURIComponent(uri)).toContain(email)
  await ask('confirmSecondFactor', { token, body: { code: codeOf(secret, -300) } })
  const confirmed = (await ask('confirmSecondFactor', { token, body: { code: codeOf(secret) } })).body
  const codes = confirmed.recoveryCodes.map((code) => secrets.keep('recovery code', code))

  const asked = await ask('signIn', { body: { email, password }, headers })
  const challenge = asked.problem['challenge']
  secrets.keep('challenge', challenge.split('.').at(-1))
  await ask('provideSecondFactor', { body: { challenge, code: codeOf(secret, -600) }, headers })
  await ask('provideSecondFactor', { body: { challenge, recoveryCode: canary.name }, headers })
  const answered = await ask('provideSecondFactor', { body: { challenge, recoveryCode: codes[0] }, headers })
  expect(answered.status).toBe(200)
  secrets.keep('refresh token', answered.body.refreshToken, 'base64url')
  return secrets.keepAccessToken(answered.body.accessToken)
}

async function changeAddress(aviary: Aviary, token: string): Promise<void> {
  const { ask } = aviary
  const { email } = later
  await ask('changeEmail', { token, body: { email, password: canary.password } })
  expect((await ask('changeEmail', { token, body: { email, password: later.password } })).status).toBe(202)
  const proof = await mailed(aviary, email, 'change-email')
  await ask('confirmEmail', { token, body: { code: 'KAKA-P000' } })
  expect((await ask('confirmEmail', { token, body: { token: proof.token } })).status).toBe(204)
  const edit = (body: object, ifMatch = '"1"') => ask('editOwnPatient', { token, body, ifMatch })
  await edit({ phone: canary.name })
  await edit({ phone: later.phone }, '"7"')
  const { headers: of } = await ask('showOwnPatient', { token })
  expect((await edit({ phone: later.phone, locale: 'de-DE' }, of.etag)).status).toBe(200)
  expect((await ask('me', { token })).body.email).toBe(email)
}

async function keepCalendars({ ask, send, secrets }: Aviary, token: string): Promise<void> {
  const form = { kind: 'patient', name: canary.name }
  const [kept, ended] = [
    await ask('addFeed', { token, body: form }),
    await ask('addFeed', { token, body: form }),
  ]
  for (const { body } of [kept, ended]) {
    const address = new URL(body.url).pathname
    const secret = address.split('/').at(-2)
    secrets.keep('address of a calendar', secret?.replace('cal_', ''), 'base64url')
    expect((await send('GET', address)).status).toBe(200)
    await send('GET', `${address}/${encodeURIComponent(canary.name)}`)
    await send('POST', address)
  }
  expect((await ask('endFeed', { token, params: { feed: ended.body.id } })).status).toBe(204)
  await send('GET', new URL(ended.body.url).pathname)
  await send('GET', `/v1/feeds/${encodeURIComponent(canary.name)}/calendar.ics`)
  await ask('addFeed', { token, body: { ...form, own: canary.name } })
  await ask('listOwnAppointments', { token, query: { dependent: canary.name } })
}
