import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseUnavailable } from './database-unavailable.ts'
import { type Database, databaseOver } from './database.ts'
import type { FleetEvent, Place } from './place.ts'
import { ServerPools } from './server-pools.ts'
import { type Timeouts, withDefaultTimeouts } from './timeouts.ts'

export interface PoolFleetOptions {
  /** How many connections this process may hold to one server, closing ones included. */
  seatsPerServer: number
  /** How far one database may grow while seats are free; 8 by default. */
  seatsPerDatabase?: number
  /** How long an unused connection is kept; 300,000 by default. */
  idleMilliseconds?: number
  /** How long a request waits for a connection before it is refused; 2,000 by default. */
  waitMilliseconds?: number
  applicationName: string
  timeouts?: Partial<Timeouts>
  onEvent?: (event: FleetEvent) => void
}

/** Connections to many databases on several servers, under one budget a server. Never creates a database. */
export class PoolFleet {
  readonly #options: PoolFleetOptions
  readonly #timeouts: Timeouts
  readonly #servers = new Map<string, ServerPools>()
  #sweep: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: PoolFleetOptions) {
    this.#options = options
    this.#timeouts = withDefaultTimeouts(options.timeouts)
  }

  /** A handle that costs nothing: connections open on first use, and queries throw `DatabaseUnavailable`. */
  database(place: Place): Database {
    return databaseOver(async () => {
      if (this.#closed) throw new DatabaseUnavailable('retired')
      return this.#poolsOf(place.server).lease(place)
    })
  }

  /** Drains the owner's pools but `keepKey`: refuses who waits, resolves when all they leased is closed. */
  async retire(owner: string, keepKey?: string): Promise<void> {
    const concerns = (place: Place) => place.owner === owner && place.key !== keepKey
    await Promise.all([...this.#servers.values()].map((pools) => pools.retire(concerns)))
  }

  stats() {
    const servers = [...this.#servers].map(([server, pools]) => ({ server, ...pools.counts }))
    return { servers }
  }

  /** Drains everything; connections still leased after the grace are cut off. */
  async close({ graceMilliseconds = 5_000 } = {}): Promise<void> {
    this.#closed = true
    clearInterval(this.#sweep)
    const servers = [...this.#servers.values()]
    const drained = Promise.all(servers.map((pools) => pools.retire(() => true)))
    const grace = new AbortController()
    const late = delay(graceMilliseconds, undefined, { signal: grace.signal }).then(
      () => servers.forEach((pools) => pools.destroyAll()),
      () => {},
    )
    await Promise.race([drained, late])
    grace.abort()
    await drained
  }

  #poolsOf(server: string): ServerPools {
    const known = this.#servers.get(server)
    if (known) return known
    const { seatsPerServer, seatsPerDatabase = 8, idleMilliseconds = 300_000, ...options } = this.#options
    const pools = new ServerPools({
      server,
      rules: { seats: seatsPerServer, seatsPerDatabase, idleMilliseconds },
      waitMilliseconds: options.waitMilliseconds ?? 2_000,
      applicationName: options.applicationName,
      timeouts: this.#timeouts,
      onEvent: options.onEvent ?? (() => {}),
    })
    this.#servers.set(server, pools)
    this.#startSweeping(idleMilliseconds)
    return pools
  }

  #startSweeping(idleMilliseconds: number) {
    const every = Math.min(15_000, Math.max(20, idleMilliseconds / 4))
    this.#sweep ??= setInterval(() => {
      for (const pools of this.#servers.values()) pools.closeIdle()
    }, every).unref()
  }
}
