import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { newSecret, stepOf, uriOf } from './one-time-code.ts'

const at = (seconds: number): Date => new Date(seconds * 1000)

describe('the code of an authenticator', () => {
  // RFC 6238, appendix B, its last six digits
  const secret = Secret.fromLatin1('12345678901234567890').base32

  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('at second %i is that of the standard', (seconds, code) => {
    expect(stepOf(secret, code, at(seconds))).toBe(Math.floor(seconds / 30))
  })

  it('counts in its own thirty seconds and those around, as the same step', () => {
    const [code, seconds] = ['005924', 1_234_567_890]
    const step = Math.floor(seconds / 30)
    const found = [-60, -31, -30, 0, 30, 59, 60].map((off) => stepOf(secret, code, at(seconds + off)))
    expect(found).toEqual([undefined, undefined, step, step, step, step, undefined])
  })

  it('of another secret does not count', () => {
    expect(stepOf(newSecret(), '005924', at(1_234_567_890))).toBeUndefined()
  })
})

it('an authenticator that reads the address shows the codes we take', () => {
  const secret = newSecret()
  const uri = uriOf(secret, 'ada@example.org')
  expect(uri).toContain('otpauth://totp/Polyclinic:ada%40example.org?')
  const [code, now] = [
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: 90_000 }),
    at(90),
  ]
  expect([Secret.fromBase32(secret).bytes.length, stepOf(secret, code, now)]).toEqual([20, 3])
})
