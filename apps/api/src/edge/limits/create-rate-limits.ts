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
  /** Refresh tokens that do not count. */
  readonly refreshPerAddress: Limit
  readonly secondFactorPerAddressAndAccount: Limit
  readonly secondFactorPerAccount: Limit
  /** What somebody signed in may do so often and no more: add dependents, invite, propose to merge. */
  readonly actionsPerAccount: Limit
  /** Patients that one desk registers: a busy one has a patient a minute. */
  readonly desksPerAccount: Limit
  /** An export opens many databases. */
  readonly exportsPerAccount: Limit
  /** Addresses of calendars that lead nowhere */
  readonly feedGuessesPerAddress: Limit
  /** Programs ask for a calendar every few minutes; several may read one */
  readonly readingsPerFeed: Limit
  /** Wrong passwords of somebody who is signed in, wherever they are. */
  readonly ownPasswordsPerAccount: Limit
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
  refreshPerAddress: { attempts: 300, seconds: 300 },
  secondFactorPerAddressAndAccount: { attempts: 10, seconds: 900 },
  secondFactorPerAccount: { attempts: 50, seconds: 3600 },
  actionsPerAccount: { attempts: 120, seconds: 3600 },
  desksPerAccount: { attempts: 600, seconds: 3600 },
  exportsPerAccount: { attempts: 10, seconds: 3600 },
  feedGuessesPerAddress: { attempts: 60, seconds: 900 },
  readingsPerFeed: { attempts: 240, seconds: 3600 },
  ownPasswordsPerAccount: { attempts: 10, seconds: 900 },
}

export interface RateLimitOptions {
  /** Secret shared by all processes: addresses and e-mails stand in the store only under its HMAC. */
  readonly accountKey: string | Uint8Array
  readonly redis?: Redis
  readonly limits?: Partial<Limits>
}

export type AttemptKind =
  | 'register'
  | 'signIn'
  | 'ask'
  | 'prove'
  | 'refresh'
  | 'secondFactor'
  | 'action'
  | 'desk'
  | 'export'
  | 'feedGuess'
  | 'feed'
  | 'ownPassword'

export interface Attempt {
  readonly kind: AttemptKind
  readonly address: string
  /**
   * Whom it is about: the e-mail address that was typed, whether or not it has an account; the account's id where it is
   * known who asks.
   */
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

/** By what one kind of attempt is counted. */
interface Rule {
  readonly address?: AttemptCounter
  /** Attempts at one account from one address */
  readonly pair?: AttemptCounter
  /** Attempts at one account from addresses that have never got in to it */
  readonly strangers?: AttemptCounter
  /** All that the account itself does */
  readonly account?: AttemptCounter
  /** Whether what succeeds counts as well */
  readonly countsSuccess: boolean
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
  const rules = makeRules({ ...defaultLimits, ...options.limits }, redis)
  const familiar = familiarAddresses(redis)
  const hidden = (text: string) => createHmac('sha256', accountKey).update(text).digest('base64url')

  async function admit({ kind, address, account: whom = '' }: Attempt): Promise<Admission> {
    const rule = rules[kind]
    const block = addressBlock(address)
    const who = hidden(whom)
    const both = hidden(`${block} ${whom}`)
    const told: Counted[] = []
    const open = () => !told.some(isExceeded)
    if (rule.address) told.push(await count('address', rule.address, hidden(block)))
    // a link alone names nobody
    if (rule.pair && whom && open()) told.push(await count('account', rule.pair, both))
    if (rule.account && open()) told.push(await count('account', rule.account, who))
    // its remainder is not told: it would show a stranger how busy others are with this account
    let sum: Counted | undefined
    if (rule.strangers && open() && !(await familiar.knows(both))) sum = await count('', rule.strangers, who)
    const settle: Admission['settle'] = async (outcome) => {
      if (outcome === 'failed' || (outcome === 'succeeded' && rule.countsSuccess)) return
      await Promise.all([...told, ...(sum ? [sum] : [])].map(giveBack))
      if (outcome === 'succeeded' && rule.pair && whom)
        await Promise.all([rule.pair.forget(both), familiar.remember(both)])
    }
    return { ...verdict(told, sum), settle }
  }

  return {
    admit: (attempt) =>
      admit(
        attempt.account === undefined
          ? attempt
          : { ...attempt, account: attempt.account.trim().toLowerCase() },
      ),
  }
}

function makeRules(limits: Limits, redis: Redis | undefined): Readonly<Record<AttemptKind, Rule>> {
  const counter = (name: string, limit: Limit) => attemptCounter(name, limit, redis)
  return {
    register: {
      address: counter('register', limits.registerPerAddress),
      pair: counter('register-pair', limits.askPerAddressAndAccount),
      countsSuccess: true,
    },
    ask: {
      address: counter('ask-address', limits.askPerAddress),
      pair: counter('ask-pair', limits.askPerAddressAndAccount),
      countsSuccess: true,
    },
    prove: {
      address: counter('prove-address', limits.provePerAddress),
      pair: counter('prove-pair', limits.provePerAddressAndAccount),
      countsSuccess: false,
    },
    signIn: {
      address: counter('sign-in-address', limits.signInPerAddress),
      pair: counter('sign-in-pair', limits.signInPerAddressAndAccount),
      strangers: counter('sign-in-account', limits.signInPerAccount),
      countsSuccess: false,
    },
    refresh: { address: counter('refresh', limits.refreshPerAddress), countsSuccess: false },
    secondFactor: {
      pair: counter('second-factor-pair', limits.secondFactorPerAddressAndAccount),
      strangers: counter('second-factor-account', limits.secondFactorPerAccount),
      countsSuccess: false,
    },
    action: { account: counter('action', limits.actionsPerAccount), countsSuccess: true },
    desk: { account: counter('desk', limits.desksPerAccount), countsSuccess: true },
    export: { account: counter('export', limits.exportsPerAccount), countsSuccess: true },
    feedGuess: { address: counter('feed-guess', limits.feedGuessesPerAddress), countsSuccess: false },
    feed: { account: counter('feed', limits.readingsPerFeed), countsSuccess: true },
    ownPassword: {
      account: counter('own-password', limits.ownPasswordsPerAccount),
      countsSuccess: false,
    },
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
