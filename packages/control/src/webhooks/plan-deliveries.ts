import { typeOfEvent } from '@polyclinic/contract'
import { enqueueJobs } from '../queue/index.ts'
import type { Effect } from '../relay/effect.ts'
import { deliveringJob } from './delivering-job.ts'
import { insertDeliveries } from './delivery-queries.ts'

/** Notes each event for the endpoints that want it; where there is one, a job sends it. */
export const planDeliveries: Effect = async (tx, clinicId, events) => {
  const planned = events.map((event) => ({ id: event.id, type: typeOfEvent(event), at: event.at, event }))
  const webhooks = await insertDeliveries(tx, clinicId, planned)
  await enqueueJobs(
    tx,
    webhooks.map((id) => deliveringJob(id)),
  )
}
