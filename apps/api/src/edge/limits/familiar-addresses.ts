import type { Redis } from 'ioredis'
import { LRUCache } from 'lru-cache'

/** Remembers from which addresses an account has been signed in to, two weeks long. */
export interface FamiliarAddresses {
  remember(key: string): Promise<void>
  knows(key: string): Promise<boolean>
}

const seconds = 14 * 24 * 3600
const mostInProcess = 20_000
const prefix = 'polyclinic:familiar:'

/** In Redis where there is one, and in this process's memory for when it is away. Never fails. */
export function familiarAddresses(redis?: Redis): FamiliarAddresses {
  const inProcess = new LRUCache<string, true>({ max: mostInProcess, ttl: seconds * 1000 })
  return {
    async remember(key) {
      inProcess.set(key, true)
      await whenReady(redis, (store) => store.set(prefix + key, '1', 'EX', seconds))
    },
    async knows(key) {
      if (inProcess.has(key)) return true
      return (await whenReady(redis, (store) => store.exists(prefix + key))) === 1
    },
  }
}

async function whenReady<T>(redis: Redis | undefined, ask: (store: Redis) => Promise<T>) {
  if (redis?.status !== 'ready') return undefined
  return ask(redis).catch(() => undefined)
}
