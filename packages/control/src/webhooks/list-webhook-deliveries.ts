import { decodeCursor, pageOf, timeKeys, type WebhookDelivery } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findDeliveries } from './delivery-queries.ts'
import { noSuchWebhook } from './record-webhook.ts'
import { deliveryDocument } from './webhook-document.ts'
import { findWebhook } from './webhook-queries.ts'

interface Wanted {
  readonly id: string
  readonly state?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** What was sent to an endpoint, or not, and how it ended; the newest first. */
export async function listWebhookDeliveries(
  { database }: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  { id, state, limit, cursor }: Wanted,
): Promise<{ items: WebhookDelivery[]; next?: string }> {
  authorise(actor, 'webhook.manage', clinic)
  const before = decodeCursor(cursor, timeKeys)
  if (!(await findWebhook(database, { id, clinicId: clinic.id }))) throw noSuchWebhook()
  const rows = await findDeliveries(database, { webhookId: id, state, before, limit })
  return pageOf(rows, limit, deliveryDocument, (row) => [row.position, row.id])
}
