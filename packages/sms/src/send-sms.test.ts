import { createServer } from 'node:net'
import { once } from 'node:events'
import { type MoodyGateway, openMoodyGateway, type SmsMood } from '@polyclinic/mail/mailbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSmsGateway } from './open-sms-gateway.ts'
import { readSmsSender, readSmsUrl, type SmsServer } from './read-sms-url.ts'
import { sendSms } from './send-sms.ts'
import { SmsNotSent } from './sms-not-sent.ts'

let moody: MoodyGateway
beforeAll(async () => {
  moody = await openMoodyGateway()
})
afterAll(() => moody[Symbol.asyncDispose]())

const sms = { to: '+34600111222', body: 'Clinica Rio: mañana & €5 + más', id: 'notice-1' }
const gatewayAt = (url: string, patienceMilliseconds = 300) =>
  openSmsGateway({ server: readSmsUrl(url) as SmsServer, from: '+34900100200', patienceMilliseconds })
const failure = async (mood: SmsMood, over: Partial<typeof sms> = {}, url = moody.smsUrl) => {
  moody.mood = mood
  const error = await sendSms(gatewayAt(url), { ...sms, ...over }).catch((thrown: unknown) => thrown)
  moody.mood = {}
  expect(error).toBeInstanceOf(SmsNotSent)
  // neither the number nor the gateway's words, wherever one looks
  const { stack, cause, facts } = error as SmsNotSent
  expect(stack + JSON.stringify(error)).not.toMatch(/34600|welcome|secret/)
  expect(cause).toBeUndefined()
  return facts
}

test('a short message arrives as it was written, and under a name that repeats', async () => {
  const { providerId } = await sendSms(gatewayAt(moody.smsUrl), sms)
  expect(providerId).toMatch(/^SM\d{32}$/)
  expect(moody.taken).toEqual([
    { account: 'ACmoody', from: '+34900100200', to: sms.to, body: sms.body, key: 'notice-1' },
  ])
})

describe('a short message that is not taken', () => {
  test.each<[string, SmsMood, string]>([
    ['its number does not exist', { status: 400, code: 21_211 }, '21211'],
    ['its owner has said STOP', { status: 400, code: 21_610 }, '21610'],
    ['it is no mobile', { status: 400, code: 21_614 }, '21614'],
  ])('is refused for good where %s', async (_, mood, reason) => {
    expect(await failure(mood)).toEqual({ lasts: 'for-good', reason })
  })

  test.each<[string, SmsMood, string]>([
    ['we are too fast', { status: 429, code: 20_429 }, '20429'],
    ['the gateway is broken', { status: 503 }, '503'],
    ['a broken gateway blames the number', { status: 500, code: 21_211 }, '21211'],
    ['our token is wrong', { status: 401, code: 20_003 }, '20003'],
    ['our sender is wrong', { status: 400, code: 21_606 }, '21606'],
    ['it answers with a page', { status: 302 }, '302'],
    ['the answer is lost', { cuts: true }, 'unreachable'],
    ['it thinks for too long', { waitsFor: new Promise(() => {}) }, 'timeout'],
  ])('may be taken later where %s', async (_, mood, reason) => {
    expect(await failure(mood)).toEqual({ lasts: 'for-now', reason })
  })

  test('is not tried where its number is none, and waits where nobody listens', async () => {
    const before = moody.taken.length
    for (const to of ['', '600111222', '+34600111222,+34600111223', '+34600111222\n']) {
      expect(await failure({}, { to })).toEqual({ lasts: 'for-good', reason: 'no-number' })
    }
    expect(moody.taken).toHaveLength(before)
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const { port } = closed.address() as { port: number }
    closed.close()
    expect(await failure({}, {}, `http://AC1:secret@127.0.0.1:${port}`)).toEqual({
      lasts: 'for-now',
      reason: 'unreachable',
    })
  })
})

test('the token travels under TLS, or on loopback', () => {
  expect(readSmsUrl('https://AC1:s%2Fx@api.twilio.com')).toEqual({
    baseUrl: 'https://api.twilio.com',
    account: 'AC1',
    token: 's/x',
  })
  expect(readSmsUrl('http://AC1:s@localhost:8025/sub/')?.baseUrl).toBe('http://localhost:8025/sub')
  for (const text of [
    '',
    'http://AC1:s@sms.test',
    'https://sms.test',
    'https://AC1@sms.test',
    'https://A/1:s@sms.test?x',
  ]) {
    expect(readSmsUrl(text)).toBeUndefined()
  }
  expect(['+34900100200', 'Polyclinic', `MG${'a'.repeat(32)}`].map(readSmsSender)).not.toContain(undefined)
  expect(['', '900100200', 'a name that is too long', 'A\r\nB'].map(readSmsSender)).toEqual(
    Array(4).fill(undefined),
  )
})
