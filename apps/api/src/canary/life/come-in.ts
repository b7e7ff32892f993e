import { eventually } from '@polyclinic/postgres/testing'
import { expect } from 'vitest'
import { canary, later } from '../canary.ts'
import type { Aviary } from '../open-aviary.ts'
import { mailed } from './mailed.ts'

/** Registers, past a mail server that refuses by name, a stranger's guesses and forms filled in badly. */
export async function comeIn(aviary: Aviary): Promise<void> {
  const { ask, send, moody } = aviary
  const { email, name } = canary
  await refusedByMailServer(aviary)
  moody.mood = {}
  expect((await ask('register', { body: canary })).status).toBe(202)
  const { code } = await mailed(aviary, email, 'register')

  await ask('confirmRegistration', { body: { email, code: name.slice(0, 12) } })
  await ask('register', { body: { ...canary, phone: name, surprise: name, [email]: name } })
  await ask('register', { body: { ...canary, password: 'quetzal' } })
  await send('POST', '/v1/auth/register', { body: `{"email":"${email}","name":"${name}` })
  await send('POST', `/v1/auth/register?for=${encodeURIComponent(email)}`, {
    body: JSON.stringify(canary),
    headers: { 'content-type': `text/plain; of="${email}"` },
  })
  const proven = await ask('confirmRegistration', { body: { email, code } })
  expect(proven.status).toBe(200)
  aviary.secrets.keepAccessToken(proven.body.accessToken)
  await ask('confirmRegistration', { body: { email, code } })
  // somebody who does not know, or pretends not to
  expect((await ask('register', { body: { ...canary, password: later.password } })).status).toBe(202)
}

/** First for now, then for good; both times it names whom it does not want. */
async function refusedByMailServer({ ask, moody, service }: Aviary): Promise<void> {
  const control = service.fleet.asSuperuser(service.fleet.name)
  const states = async () =>
    (await control.query<{ state: string; error: string }>('select state, error from mail order by id')).rows
  moody.mood = { recipient: 450 }
  expect((await ask('register', { body: canary })).status).toBe(202)
  await eventually(async () => (await states())[0]?.error === '450', { withinMilliseconds: 20_000 })
  moody.mood = { recipient: 550 }
  expect((await ask('register', { body: canary })).status).toBe(202)
  await eventually(async () => (await states())[1]?.state === 'refused', { withinMilliseconds: 20_000 })
}
