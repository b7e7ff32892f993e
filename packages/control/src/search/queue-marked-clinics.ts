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
 * a clinic that has a job already, waiting, under way or put off after a failure, needs none, since its marks stay.
 * @returns how many clinics
 */
export async function queueMarkedClinics({ database }: ControlPlane, actor: Actor): Promise<number> {
  authorise(actor, 'search.keep')
  const clinicIds = await findClinicsDue(database, gatheredSeconds, clinicsAtOnce)
  await enqueueJobs(database, clinicIds.map(refreshSearchJob))
  return clinicIds.length
}
