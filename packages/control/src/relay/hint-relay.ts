import type { Queryable } from '@polyclinic/postgres'
import { enqueueJobs } from '../queue/index.ts'
import { relayJob } from './relay-job.ts'

/** Tells the workers, after the commit there, that these clinics have something to carry over. */
export const hintRelay = (db: Queryable, ...clinicIds: readonly string[]): Promise<void> =>
  enqueueJobs(
    db,
    clinicIds.map((id) => relayJob(id)),
  )
