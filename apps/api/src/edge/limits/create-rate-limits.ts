import { createHmac } from 'node:crypto'
import type { Redis } from 'ioredis'
import { type AttemptCounter, attemptCounter, type Count, type Limit } from './attempt-counter.ts'
import { addressBlock } from './client-address.ts'
import { familiarAddresses } from './familiar-addresses.ts'

export interface Limits {
  readonly registerPerAddress: Limit
  readonly signInPerAddress: Limit
  /** Attempts at one account from one address. */
  readonly signInPerAddressAndAccount: Limit
  /** Attempts at one account from all addresses that have never got in. */
  readonly signInPerAccount: Limit
}

export const defaultLimits: Limits = {
  registerPerAddress: { attempts: 20, seconds: 3600 },
  signInPerAddress: { attempts: 50, seconds: 300 },
  signInPerAddressAndAccount: { attempts: 10, seconds: 900 },
  signInPerAccount: { attempts: 100, seconds: 3600 },
}

export interface RateLimitOptions {
  /** Secret shared by all processes: addresses and e-mails stand in the store only under its HMAC. */
  readonly accountKey: string | Uint8Array
  readonly redis?: Redis
  readonly limits?: Partial<Limits>
}

export interface Attempt {
  readonly kind: 'register' | 'signIn'
  readonly address: string
  /** The e-mail address that was typed, whether or not it has an account. */
  readonly account?: string
}

export interface Admission {
  /** Seconds to wait; absent when the attempt may go on. */
  readonly retryAfter?: number
  /** `RateLimit` and `RateLimit-Policy` of the IETF draft. */
  readonly headers: Readonly<Record<string, string>>
  /** Says how the attempt ended; one that came to no verdict (a database away) is not counted. */
  settle(outcome: 'succeeded' | 'failed' | 'undecided'): Promise<void>
}

export interface RateLimits {
  admit(attempt: Attempt): Promise<Admission>
}

interface Counted {
  readonly name: string
  readonly counter: AttemptCounter
  readonly key: string
  readonly count: Count
}

/**
 * Limits what guesses passwords without giving a stranger the means to lock a victim out for good:
 * - an address has few attempts at one account; only this pair is closed by them, the victim sits elsewhere;
 * - an account has a much larger sum over all addresses, against guessing from many at once. A stranger may exhaust
 *   it, so it does not count for addresses from which this account has been signed in to before;
 * - windows are fixed and are not prolonged by further attempts, and what succeeds is given back.
 * Only what the pair lets through reaches the account's sum: one address adds no more to it than its own few.
 */
export function createRateLimits(options: RateLimitOptions): RateLimits {
  const { redis, accountKey } = options
  const limits = { ...defaultLimits, ...options.limits }
  const register = attemptCounter('register', limits.registerPerAddress, redis)
  const address = attemptCounter('sign-in-address', limits.signInPerAddress, redis)
  const pair = attemptCounter('sign-in-pair', limits.signInPerAddressAndAccount, redis)
  const account = attemptCounter('sign-in-account', limits.signInPerAccount, redis)
  const familiar = familiarAddresses(redis)
  const hidden = (text: string) => createHmac('sha256', accountKey).update(text).digest('base64url')

  async function admitRegistration(block: string): Promise<Admission> {
    const counted = await count('address', register, hidden(block))
    const settle: Admission['settle'] = async (outcome) => {
      if (outcome === 'undecided') await giveBack(counted)
    }
    return { ...verdict([counted]), settle }
  }

  async function admitSignIn(block: string, email: string): Promise<Admission> {
    const who = hidden(email)
    const both = hidden(`${block} ${email}`)
    const passed = [await count('address', address, hidden(block))]
    if (!passed.some(isExceeded)) passed.push(await count('account', pair, both))
    // its remainder is not told: it would show a stranger how busy others are with this account
    let sum: Counted | undefined
    if (!passed.some(isExceeded) && !(await familiar.knows(both))) sum = await count('', account, who)
    const settle: Admission['settle'] = async (outcome) => {
      if (outcome === 'failed') return
      await Promise.all([...passed, ...(sum ? [sum] : [])].map(giveBack))
      if (outcome === 'succeeded') await Promise.all([pair.forget(both), familiar.remember(both)])
    }
    return { ...verdict(passed, sum), settle }
  }

  return {
    admit: ({ kind, address: from, account: email = '' }) =>
      kind === 'register'
        ? admitRegistration(addressBlock(from))
        : admitSignIn(addressBlock(from), email.trim().toLowerCase()),
  }
}

const isExceeded = ({ count: { exceeded } }: Counted): boolean => exceeded

async function count(name: string, counter: AttemptCounter, key: string): Promise<Counted> {
  return { name, counter, key, count: await counter.count(key) }
}

const giveBack = ({ counter, key }: Counted): Promise<void> => counter.giveBack(key)

function verdict(told: readonly Counted[], silent?: Counted): Omit<Admission, 'settle'> {
  const exceeded = [...told, ...(silent ? [silent] : [])].find(isExceeded)
  const policies = told.map(
    ({ name, counter: { limit } }) => `"${name}";q=${limit.attempts};w=${limit.seconds}`,
  )
  const states = told.map(({ name, count: { remaining, reset } }) => `"${name}";r=${remaining};t=${reset}`)
  const headers = { 'ratelimit-policy': policies.join(', '), ratelimit: states.join(', ') }
  return exceeded ? { headers, retryAfter: exceeded.count.reset } : { headers }
}
