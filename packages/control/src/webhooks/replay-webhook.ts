import { Refusal, type WebhookDelivery } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import { deliveringJob } from './delivering-job.ts'
import { askForDeliveries, askForDelivery } from './delivery-queries.ts'
import { recordWebhook } from './record-webhook.ts'
import { requireActive } from './test-webhook.ts'
import { deliveryDocument } from './webhook-document.ts'

/** Sends again what has happened since an instant, with all attempts before it. @returns how many */
export async function replayWebhook(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  id: string,
  wanted: { readonly since: string; readonly only: 'given-up' | 'all' },
): Promise<{ replayed: number }> {
  const standing = authorise(actor, 'webhook.manage', clinic)
  return control.database.transaction(async (tx) => {
    await requireActive(tx, { id, clinicId: clinic.id })
    const replayed = await askForDeliveries(tx, id, wanted)
    await enqueueJobs(tx, [deliveringJob(id)])
    await recordWebhook(control, { actor, standing }, id, tx)
    return { replayed }
  })
}

/** Sends one again, whatever became of it, under the same identifier. */
export async function replayWebhookDelivery(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  { id, deliveryId }: { readonly id: string; readonly deliveryId: string },
): Promise<WebhookDelivery> {
  const standing = authorise(actor, 'webhook.manage', clinic)
  return control.database.transaction(async (tx) => {
    await requireActive(tx, { id, clinicId: clinic.id })
    const row = await askForDelivery(tx, id, deliveryId)
    if (!row) throw new Refusal('not-found', {}, 'There is no such delivery.')
    await enqueueJobs(tx, [deliveringJob(id)])
    await recordWebhook(control, { actor, standing }, id, tx)
    return deliveryDocument(row)
  })
}
