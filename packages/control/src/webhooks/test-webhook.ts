import { Refusal, type WebhookDelivery, webhookTestType } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import { deliveringJob } from './delivering-job.ts'
import { insertTestDelivery } from './delivery-queries.ts'
import { noSuchWebhook, recordWebhook } from './record-webhook.ts'
import { deliveryDocument } from './webhook-document.ts'
import { lockWebhook, type OneWebhook } from './webhook-queries.ts'

/** Sends an endpoint an event that tells of nothing. */
export async function testWebhook(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  id: string,
): Promise<WebhookDelivery> {
  const standing = authorise(actor, 'webhook.manage', clinic)
  return control.database.transaction(async (tx) => {
    await requireActive(tx, { id, clinicId: clinic.id })
    const row = await insertTestDelivery(tx, id, { id: newId(), type: webhookTestType, event: {} })
    await enqueueJobs(tx, [deliveringJob(id)])
    await recordWebhook(control, { actor, standing }, id, tx)
    return deliveryDocument(row)
  })
}

/** @throws Refusal not-found, transition-not-allowed for an endpoint that nothing is sent to */
export async function requireActive(tx: Queryable, one: OneWebhook): Promise<void> {
  const row = await lockWebhook(tx, one)
  if (!row) throw noSuchWebhook()
  if (row.active) return
  throw new Refusal(
    'transition-not-allowed',
    { state: row.stopped ?? 'inactive' },
    'Make the endpoint active first.',
  )
}
