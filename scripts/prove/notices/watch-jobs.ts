import { setTimeout as pause } from 'node:timers/promises'
import type { Queryable } from '@polyclinic/postgres'

export interface JobWatch extends AsyncDisposable {
  /** Seconds for which the longest-held jobs were another's: until somebody else took them up or they were done */
  readonly waits: readonly number[]
}

interface Held {
  readonly owner: string
  /** By the database's clock, in seconds */
  readonly since: number
}

const everyMilliseconds = 250
/** Whatever was held longer was a dead worker's: a living one sends in less. */
const longSeconds = 3

/**
 * Looks at the queue all the time: how long a job that a worker took was held until another took it up, or until it was
 * gone. It was taken before its worker was killed, so this is never less than the time from the kill.
 */
export function watchJobs(db: Queryable): JobWatch {
  const waits: number[] = []
  const held = new Map<string, Held>()
  const stopping = new AbortController()
  const look = async () => {
    const { rows } = await db.query<{ id: string; owner: string | null; since: number | null; now: number }>(
      `select id::text, locked_by as owner, extract(epoch from locked_at)::double precision as since,
         extract(epoch from clock_timestamp())::double precision as now
       from (select clock_timestamp()) t left join graphile_worker.jobs j on j.locked_by is not null or j.id = any ($1::bigint[])`,
      [[...held.keys()]],
    )
    const now = rows[0]?.now ?? 0
    const present = new Map(rows.map((row) => [row.id, row]))
    for (const [id, { owner, since }] of held) {
      const row = present.get(id)
      // given back, and nobody is at it yet
      if (row && row.owner === null) continue
      if (row?.owner === owner) continue
      const wait = (row?.since ?? now) - since
      if (wait > longSeconds) waits.push(wait)
      held.delete(id)
    }
    for (const { id, owner, since } of rows) {
      if (owner !== null && since !== null && !held.has(id)) held.set(id, { owner, since })
    }
  }
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await look()
      await pause(everyMilliseconds, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    waits,
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await watching
    },
  }
}
