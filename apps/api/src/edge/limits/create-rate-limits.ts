import { createHmac } from 'node:crypto'
import type { Redis } from 'ioredis'
import { type AttemptCounter, attemptCounter, type Count, type Limit } from './attempt-counter.ts'
import { addressBlock } from './client-address.ts'
import { familiarAddresses } from './familiar-addresses.ts'

export interface Limits {
  readonly registerPerAddress: Limit
  /** Mails asked for: a stranger fills no mailbox, and the mail's own limit stays silent. */
  readonly askPerAddress: Limit
  readonly askPerAddressAndAccount: Limit
  /** Links, codes and present passwords that were wrong. */
  readonly provePerAddress: Limit
  readonly provePerAddressAndAccount: Limit
  readonly signInPerAddress: Limit
  /** Attempts at one account from one address. */
  readonly signInPerAddressAndAccount: Limit
  /** Attempts at one account from all addresses that have never got in. */
  readonly signInPerAccount: Limit
}

export const defaultLimits: Limits = {
  registerPerAddress: { attempts: 20, seconds: 3600 },
  askPerAddress: { attempts: 30, seconds: 3600 },
  askPerAddressAndAccount: { attempts: 10, seconds: 3600 },
  provePerAddress: { attempts: 50, seconds: 900 },
  provePerAddressAndAccount: { attempts: 10, seconds: 900 },
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
  readonly kind: 'register' | 'signIn' | 'ask' | 'prove'
  readonly address: string
  /** The e-mail address that was typed, whether or not it has an account; or the account that asks. */
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
 * A code has its own few tries and a mailbox its own few mails, which no address escapes; here only addresses are kept
 * from trying many, and nothing of it closes signing in by password.
 * Only what the pair lets through reaches the account's sum: one address adds no more to it than its own few.
 */
export function createRateLimits(options: RateLimitOptions): RateLimits {
  const { redis, accountKey } = options
  const limits = { ...defaultLimits, ...options.limits }
  const plain: Readonly<Record<Exclude<Attempt['kind'], 'signIn'>, PlainRule>> = {
    register: {
      address: attemptCounter('register', limits.registerPerAddress, redis),
      pair: attemptCounter('register-pair', limits.askPerAddressAndAccount, redis),
      forgives: false,
    },
    ask: {
      address: attemptCounter('ask-address', limits.askPerAddress, redis),
      pair: attemptCounter('ask-pair', limits.askPerAddressAndAccount, redis),
      forgives: false,
    },
    prove: {
      address: attemptCounter('prove-address', limits.provePerAddress, redis),
      pair: attemptCounter('prove-pair', limits.provePerAddressAndAccount, redis),
      forgives: true,
    },
  }
  const address = attemptCounter('sign-in-address', limits.signInPerAddress, redis)
  const pair = attemptCounter('sign-in-pair', limits.signInPerAddressAndAccount, redis)
  const account = attemptCounter('sign-in-account', limits.signInPerAccount, redis)
  const familiar = familiarAddresses(redis)
  const hidden = (text: string) => createHmac('sha256', accountKey).update(text).digest('base64url')

  async function admitPlain(rule: PlainRule, block: string, who: string): Promise<Admission> {
    const passed = [await count('address', rule.address, hidden(block))]
    if (who && !passed.some(isExceeded))
      passed.push(await count('account', rule.pair, hidden(`${block} ${who}`)))
    const settle: Admission['settle'] = async (outcome) => {
      if (outcome === 'undecided' || (outcome === 'succeeded' && rule.forgives)) {
        await Promise.all(passed.map(giveBack))
      }
    }
    return { ...verdict(passed), settle }
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
    admit({ kind, address: from, account: who = '' }) {
      const plainWho = who.trim().toLowerCase()
      return kind === 'signIn'
        ? admitSignIn(addressBlock(from), plainWho)
        : admitPlain(plain[kind], addressBlock(from), plainWho)
    },
  }
}

interface PlainRule {
  readonly address: AttemptCounter
  /** One account, from one address */
  readonly pair: AttemptCounter
  /** What succeeds is not counted */
  readonly forgives: boolean
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
