import type { Queryable } from '@polyclinic/postgres'
import { putOff } from './queue-queries.ts'

const part = 0.25

/**
 * Lets a job that is about to fail wait up to a quarter longer than the queue would: what failed together, because a server
 * was away, must not come back together.
 * @param attempts so far; the queue waits for e to their power in seconds
 * @param random from 0 up to 1
 */
export const spreadRetry = (
  db: Queryable,
  job: { readonly id: string; readonly attempts: number },
  random: () => number,
): Promise<void> => putOff(db, job.id, Math.exp(Math.min(job.attempts, 10)) * part * random())
