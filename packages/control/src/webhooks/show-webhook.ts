import type { WebhookDocument } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { noSuchWebhook } from './record-webhook.ts'
import { webhookDocument } from './webhook-document.ts'
import { findWebhook } from './webhook-queries.ts'

/** One endpoint, without its secret. */
export async function showWebhook(
  { database }: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  id: string,
): Promise<WebhookDocument> {
  authorise(actor, 'webhook.manage', clinic)
  const row = await findWebhook(database, { id, clinicId: clinic.id })
  if (!row) throw noSuchWebhook()
  return webhookDocument(row)
}
