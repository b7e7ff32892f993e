import type { Queryable } from '@polyclinic/postgres'
import { addJobs, addLaterJobs, addUnlessUnderWay, dropDeadWithKeys, type JobRow } from './queue-queries.ts'

export interface NewJob {
  readonly task: string
  /** Ids only: operators read the queue. */
  readonly payload: Readonly<Record<string, string>>
  /** At most one job of a key waits. One that was given up makes way. */
  readonly key?: string
  /**
   * When a job of this key is under way: `again` runs another after it, because that one may have looked too early;
   * `leave` adds nothing, so that two never run at once. `again` unless told.
   */
  readonly whileUnderWay?: 'again' | 'leave'
  /** One that waits is due when it was before, not at the new time; one under way is followed by another. */
  readonly keepsItsTime?: boolean
  /** By the database's clock; at once unless told. */
  readonly afterSeconds?: number
  /** 12 unless told: the last one about 16 hours after the first */
  readonly attempts?: number
}

/** Puts jobs into the queue; inside a transaction they exist when it commits. At least once: a job may run twice. */
export async function enqueueJobs(db: Queryable, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return
  const keys = jobs.flatMap(({ key }) => (key === undefined ? [] : [key]))
  if (keys.length > 0) await dropDeadWithKeys(db, keys)
  const [left, others] = parted(jobs, ({ whileUnderWay }) => whileUnderWay === 'leave')
  const [later, now] = parted(others, ({ key, afterSeconds = 0 }) => key === undefined && afterSeconds > 0)
  const [keeping, replacing] = parted(now, ({ keepsItsTime }) => keepsItsTime === true)
  if (left.length > 0) await addUnlessUnderWay(db, left.map(jobRow))
  if (later.length > 0) await addLaterJobs(db, later.map(jobRow))
  if (keeping.length > 0) await addJobs(db, lastOfEachKey(keeping), { keepTheirTime: true })
  if (replacing.length > 0) await addJobs(db, lastOfEachKey(replacing), { keepTheirTime: false })
}

const parted = <T>(all: readonly T[], has: (each: T) => boolean): [T[], T[]] => [
  all.filter(has),
  all.filter((each) => !has(each)),
]

/** Of several of one key the last counts, as if they came one after the other. */
function lastOfEachKey(jobs: readonly NewJob[]): JobRow[] {
  const rows = jobs.map(jobRow)
  const keyed = new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row] as const])))
  return [...rows.filter(({ key }) => key === null), ...keyed.values()]
}

const jobRow = (job: NewJob): JobRow => ({
  task: job.task,
  payload: job.payload,
  key: job.key ?? null,
  after_seconds: job.afterSeconds ?? 0,
  max_attempts: job.attempts ?? 12,
})
