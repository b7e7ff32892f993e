import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'

/** So many attempts in a window that begins with the first of them. */
export interface Limit {
  readonly attempts: number
  readonly seconds: number
}

export interface Count {
  readonly exceeded: boolean
  readonly remaining: number
  /** Seconds until the window ends. Further attempts do not prolong it. */
  readonly reset: number
}

/** Counts attempts by key, in Redis where there is one. Never fails and never waits for a Redis that is away. */
export interface AttemptCounter {
  readonly limit: Limit
  count(key: string): Promise<Count>
  giveBack(key: string): Promise<void>
  forget(key: string): Promise<void>
}

export function attemptCounter(name: string, limit: Limit, redis?: Redis): AttemptCounter {
  const options = { keyPrefix: `polyclinic:limit:${name}`, points: limit.attempts, duration: limit.seconds }
  const inProcess = new RateLimiterMemory(options)
  const limiter = redis
    ? new RateLimiterRedis({
        ...options,
        storeClient: redis,
        rejectIfRedisNotReady: true,
        insuranceLimiter: inProcess,
      })
    : inProcess

  return {
    limit,
    async count(key) {
      try {
        return countOf(await limiter.consume(key), false)
      } catch (reason) {
        if (reason instanceof RateLimiterRes) return countOf(reason, true)
        // neither store answers: signing in matters more than counting
        return { exceeded: false, remaining: limit.attempts, reset: limit.seconds }
      }
    },
    giveBack: (key) => quietly(limiter.reward(key)),
    async forget(key) {
      await quietly(inProcess.delete(key))
      if (redis) await quietly(limiter.delete(key))
    },
  }
}

const countOf = (result: RateLimiterRes, exceeded: boolean): Count => ({
  exceeded,
  remaining: result.remainingPoints,
  reset: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
})

const quietly = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => {},
    () => {},
  )
