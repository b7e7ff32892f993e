import { Secret, TOTP } from 'otpauth'

const periodSeconds = 30
/** Clocks may differ by one step; the one who types may be slow. */
const stepsOff = 1

export const newSecret = (): string => new Secret({ size: 20 }).base32

/** What an authenticator reads from a QR code (RFC 6238: SHA-1, six digits, thirty seconds). */
export const uriOf = (secret: string, label: string): string => authenticator(secret, label).toString()

/** @returns the step whose code it is, or nothing where it is of none around now */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
  const timestamp = at.getTime()
  const delta = authenticator(secret).validate({ token: code, timestamp, window: stepsOff })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / periodSeconds) + delta
}

const authenticator = (secret: string, label = ''): TOTP =>
  new TOTP({
    issuer: 'Polyclinic',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    secret: Secret.fromBase32(secret),
  })
