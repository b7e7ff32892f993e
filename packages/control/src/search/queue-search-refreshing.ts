import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import { markLapsed } from './mark-queries.ts'
import { refreshSearchJob } from './refresh-search-job.ts'

/**
 * Queues the reading of clinics where time has changed something: a first time that can no longer be booked, a hold that
 * has ended; and of those whose job was lost.
 * @returns how many clinics
 */
export async function queueSearchRefreshing({ database }: ControlPlane, actor: Actor): Promise<number> {
  authorise(actor, 'search.keep')
  return database.transaction(async (tx) => {
    const clinicIds = await markLapsed(tx)
    await enqueueJobs(
      tx,
      clinicIds.map((id) => refreshSearchJob(id, 0)),
    )
    return clinicIds.length
  })
}
