import { createHmac } from 'node:crypto'
import { Refusal } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import { attemptCounter, type Limit } from './attempt-counter.ts'
import type { RateLimitOptions } from './create-rate-limits.ts'

/** Counts what an account asks of its own. @throws Refusal too-many-requests */
export type OwnLimit = (actor: Actor) => Promise<void>

/** A token that was stolen must not be a way to guess its owner's password, and an export opens many databases. */
export function ownLimits({ accountKey, redis }: Pick<RateLimitOptions, 'accountKey' | 'redis'>) {
  const limit = (name: string, rule: Limit): OwnLimit => {
    const counter = attemptCounter(name, rule, redis)
    return async (actor) => {
      if (actor.kind !== 'account') return
      const key = createHmac('sha256', accountKey).update(`${name} ${actor.accountId}`).digest('base64url')
      const { exceeded, reset } = await counter.count(key)
      if (exceeded) throw new Refusal('too-many-requests', { retryAfter: reset })
    }
  }
  return {
    erasure: limit('own-erasure', { attempts: 10, seconds: 900 }),
    export: limit('own-export', { attempts: 10, seconds: 3_600 }),
  }
}
