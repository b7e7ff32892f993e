import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import { advanceLapsed, findClinicsDue } from './lapse-queries.ts'
import { refreshSearchJob } from './refresh-search-job.ts'

/** Short transactions, in one of which no lock is held for long */
const daysAtOnce = 5_000
/** What a minute's work may take; the next minute goes on */
const millisecondsForDays = 40_000
const clinicsAtOnce = 1_000

/**
 * Follows what time alone has changed: a first time that can no longer be booked makes way for the next one that is
 * known. Queues the reading of clinics where no other is known or a hold has ended, and of those whose job was lost.
 * @returns how many clinics
 */
export async function queueSearchRefreshing({ database }: ControlPlane, actor: Actor): Promise<number> {
  authorise(actor, 'search.keep')
  const until = performance.now() + millisecondsForDays
  while ((await advanceLapsed(database, daysAtOnce)) === daysAtOnce && performance.now() < until);
  return database.transaction(async (tx) => {
    const clinicIds = await findClinicsDue(tx, clinicsAtOnce)
    await enqueueJobs(
      tx,
      clinicIds.map((id) => refreshSearchJob(id, 0)),
    )
    return clinicIds.length
  })
}
