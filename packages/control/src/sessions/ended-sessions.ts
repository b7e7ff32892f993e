import type { Queryable } from '@polyclinic/postgres'
import { LRUCache } from 'lru-cache'
import { findEndedSince } from './session-queries.ts'

/** A token's life and a minute for clocks that differ: no token of an ended session lives longer. */
const rememberedSeconds = 660

/**
 * The sessions that have just ended, as far as this process has heard: their access tokens count no more. Nobody is
 * asked for it with a request; while the control plane is down tokens go on for their life.
 */
export class EndedSessions {
  readonly #ended = new LRUCache<string, true>({ max: 100_000, ttl: rememberedSeconds * 1000 })

  add(ids: readonly string[]): void {
    for (const id of ids) this.#ended.set(id, true)
  }

  has(id: string): boolean {
    return this.#ended.has(id)
  }

  /** Reads what may have ended unheard. */
  async catchUp(db: Queryable): Promise<void> {
    this.add(await findEndedSince(db, rememberedSeconds))
  }
}
