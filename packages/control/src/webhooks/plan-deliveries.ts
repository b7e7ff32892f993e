import { typeOfEvent } from '@polyclinic/contract'
import { enqueueJobs } from '../queue/index.ts'
import type { Effect } from '../relay/effect.ts'
import { deliveringJob } from './delivering-job.ts'
import { insertDeliveries } from './delivery-queries.ts'

/** Notes each event for the endpoints that want it; where there is one, a job sends it. */
export const planDeliveries: Effect = async (tx, events) => {
  const planned = events.map(({ clinicId, event }) => {
    const { id, at } = event
    return { clinicId, id, type: typeOfEvent(event), at, event }
  })
  const webhooks = await insertDeliveries(tx, planned)
  await enqueueJobs(
    tx,
    webhooks.map((id) => deliveringJob(id)),
  )
}
