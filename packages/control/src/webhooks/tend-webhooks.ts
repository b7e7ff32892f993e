import { deliveryDays } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import { deliveringJob } from './delivering-job.ts'
import { deleteEndedSecrets, deleteOldDeliveries, findWaitingWebhooks } from './sending-queries.ts'

/** Forgets old deliveries and secrets that have ended, and asks anew for what waits though its job is gone. */
export async function tendWebhooks(
  { database }: ControlPlane,
  actor: Actor,
): Promise<{ deliveries: number; secrets: number; asked: number }> {
  authorise(actor, 'webhook.deliver')
  const deliveries = await deleteOldDeliveries(database, deliveryDays)
  const secrets = await deleteEndedSecrets(database)
  const waiting = await findWaitingWebhooks(database)
  await database.transaction((tx) =>
    enqueueJobs(
      tx,
      waiting.map((id) => deliveringJob(id)),
    ),
  )
  return { deliveries, secrets, asked: waiting.length }
}
