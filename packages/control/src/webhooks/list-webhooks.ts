import type { WebhookDocument } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { webhookDocument } from './webhook-document.ts'
import { findWebhooks } from './webhook-queries.ts'

/** All endpoints of a clinic, the oldest first. */
export async function listWebhooks(
  { database }: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
): Promise<WebhookDocument[]> {
  authorise(actor, 'webhook.manage', clinic)
  return (await findWebhooks(database, clinic.id)).map(webhookDocument)
}
