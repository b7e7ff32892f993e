import type { Queryable } from '@polyclinic/postgres'
import { enqueueJobs } from './enqueue-jobs.ts'

/**
 * Queues the looking after one clinic: holds whose time is over, noted bookings, the waitlist, days that are over. One
 * job a clinic waits; the earliest wish counts.
 * @param afterSeconds at once unless told
 */
export const enqueueTending = (db: Queryable, clinicId: string, afterSeconds = 0): Promise<void> =>
  enqueueJobs(db, [tendingJob(clinicId, afterSeconds)])

export const tendingJob = (clinicId: string, afterSeconds: number) => ({
  task: 'tend-clinic',
  payload: { clinicId },
  // at once and later are two jobs: the later one must not push the other back
  key: `tend-clinic:${clinicId}${afterSeconds > 0 ? ':later' : ''}`,
  afterSeconds,
})
