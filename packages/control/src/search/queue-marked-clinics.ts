import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import { findClinicsDue } from './mark-queries.ts'
import { refreshSearchJob } from './refresh-search-job.ts'

const clinicsAtOnce = 1_000
/** What happens meanwhile is read at once, so that a rush at one clinic costs the search no more than a quiet hour. */
const gatheredSeconds = 2

/**
 * Queues the reading of clinics where something has happened, the oldest first. Beside the relay, not in its transactions:
 * a clinic that has a job, whatever its state, needs no other, since its marks stay.
 * @param failedToo those whose job has failed, or was given up, begin anew: the clinic may be back
 * @returns how many clinics
 */
export async function queueMarkedClinics(
  { database }: ControlPlane,
  actor: Actor,
  { failedToo }: { readonly failedToo: boolean },
): Promise<number> {
  authorise(actor, 'search.keep')
  const clinicIds = await findClinicsDue(database, {
    seconds: gatheredSeconds,
    most: clinicsAtOnce,
    withJob: failedToo,
  })
  await enqueueJobs(database, clinicIds.map(refreshSearchJob))
  return clinicIds.length
}
