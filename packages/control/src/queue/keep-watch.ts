import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '@polyclinic/postgres'
import { tryLock } from '../installation/server-queries.ts'
import {
  findHeldJobs,
  type HeldJobRow,
  noticeLossSoon,
  takeFreeLocks,
  unlockJobs,
  unlockJobsOf,
} from './queue-queries.ts'

export interface WatchOptions {
  /** As the queue writes it on the jobs it takes */
  readonly workerId: string
  /** Between two looks at the other workers. A killed worker's jobs are free after two looks at most three. */
  readonly everyMilliseconds: number
  /** Ids of the jobs that the worker is at, or whose end it is writing down */
  underWay(): ReadonlySet<string>
  /** As long as the answer to a job's taking may be on its way: until then it may yet be heard of */
  readonly unheardMilliseconds: number
  /** Jobs that nobody was at, free to be taken; those without attempts left are dead letters. */
  onFreed(jobs: readonly FreedJob[]): void
  onLost(error: unknown): void
}

export type FreedJob = HeldJobRow

type Connection = Awaited<ReturnType<Database['connect']>>

export interface Watch {
  /** Resolves when the worker's lock is held for the first time, or when the watch was stopped before. */
  readonly begun: Promise<void>
  /** Whether the lock is held at this moment. */
  readonly holding: boolean
  /** Gives the lock back: what the worker still has is taken from it. */
  stop(): Promise<void>
}

/**
 * Shows that a worker is alive by a lock that its connection holds, which ends with the process however that ends, and
 * frees the jobs that nobody is at: of workers whose lock nobody holds, and its own that it never heard of, because the
 * connection was lost between the taking and the answer. No clock is compared. Everything must be found so at two looks
 * in a row: after the control plane was away all locks are free until their workers are back.
 */
export function keepWatch(database: Database, options: WatchOptions): Watch {
  const watch = new LockWatch(database, options)
  void watch.run()
  return watch
}

const lockOf = (workerId: string): string => `worker:${workerId}`
const strayName = ({ id }: FreedJob): string => `stray:${id}`
const retryMilliseconds = 200

class LockWatch implements Watch {
  readonly #database: Database
  readonly #options: WatchOptions
  readonly #stopping = new AbortController()
  readonly #begun = Promise.withResolvers<void>()
  readonly #ended = Promise.withResolvers<void>()
  /** Found at the last look, and since when: workers whose lock was free, own jobs unheard of. */
  #suspects = new Map<string, number>()
  holding = false

  constructor(database: Database, options: WatchOptions) {
    this.#database = database
    this.#options = options
  }

  get begun(): Promise<void> {
    return this.#begun.promise
  }

  async run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await this.#watchUntilLost().catch((error: unknown) => this.#options.onLost(error))
      await this.#pause(retryMilliseconds)
    }
    this.#begun.resolve()
    this.#ended.resolve()
  }

  stop(): Promise<void> {
    this.#stopping.abort()
    return this.#ended.promise
  }

  async #watchUntilLost(): Promise<void> {
    const client = await this.#database.connect()
    const lost = new AbortController()
    client.once('end', () => lost.abort())
    try {
      await noticeLossSoon(client)
      await this.#takeLock(client)
      // what was seen before a gap says nothing
      this.#suspects.clear()
      while (!this.#stopping.signal.aborted) {
        await this.#look(client)
        await this.#pause(this.#options.everyMilliseconds, lost.signal)
      }
    } finally {
      this.holding = false
      // destroyed, not returned: its lock must end, and its settings must not serve anybody else
      client.release(true)
    }
  }

  /** The old connection may hold it for a while after it was lost. */
  async #takeLock(client: Connection): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      if (await tryLock(client, lockOf(this.#options.workerId))) {
        this.holding = true
        this.#begun.resolve()
        return
      }
      await this.#pause(retryMilliseconds)
    }
  }

  async #look(client: Connection): Promise<void> {
    const held = await findHeldJobs(client)
    const own = held.filter(({ worker }) => worker === this.#options.workerId)
    const others = held.filter(({ worker }) => worker !== this.#options.workerId)
    const underWay = this.#options.underWay()
    const strays = own.filter(({ id }) => !underWay.has(id))
    const before = this.#suspects
    const now = performance.now()
    const since = (name: string) => before.get(name) ?? now
    this.#suspects = new Map(strays.map((job) => [strayName(job), since(strayName(job))]))
    const unheard = (job: FreedJob) => now - since(strayName(job)) >= this.#options.unheardMilliseconds
    const freed = [
      ...(await this.#freeStrays(
        client,
        strays.filter((job) => before.has(strayName(job)) && unheard(job)),
      )),
      ...(await this.#freeAbsent(client, others, before)),
    ]
    if (freed.length > 0) this.#options.onFreed(freed)
  }

  async #freeStrays(client: Connection, jobs: readonly FreedJob[]): Promise<readonly FreedJob[]> {
    if (jobs.length > 0) {
      await unlockJobs(
        client,
        this.#options.workerId,
        jobs.map(({ id }) => id),
      )
    }
    return jobs
  }

  /** The locks are held until the commit, so that none of those workers comes back meanwhile. */
  async #freeAbsent(
    client: Connection,
    held: readonly FreedJob[],
    before: ReadonlyMap<string, number>,
  ): Promise<FreedJob[]> {
    if (held.length === 0) return []
    const locks = [...new Set(held.map(({ worker }) => lockOf(worker)))]
    await client.query('begin')
    const free = await takeFreeLocks(client, locks)
    for (const lock of free) this.#suspects.set(lock, before.get(lock) ?? performance.now())
    const absent = new Set(free.filter((lock) => before.has(lock)))
    const jobs = held.filter(({ worker }) => absent.has(lockOf(worker)))
    if (jobs.length > 0) await unlockJobsOf(client, [...new Set(jobs.map(({ worker }) => worker))])
    await client.query('commit')
    return jobs
  }

  /** Ends early when the watch is stopped or the connection lost. */
  async #pause(milliseconds: number, lost?: AbortSignal): Promise<void> {
    const signal = lost ? AbortSignal.any([lost, this.#stopping.signal]) : this.#stopping.signal
    await pause(milliseconds, undefined, { signal }).catch(() => {})
  }
}
