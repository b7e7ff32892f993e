import type { WebhookDelivery, WebhookDocument } from '@polyclinic/contract'
import { webhookDelivery } from '@polyclinic/contract'
import type { DeliveryRow } from './delivery-queries.ts'
import type { WebhookRow } from './webhook-queries.ts'

export const webhookDocument = (row: WebhookRow): WebhookDocument => ({
  id: row.id,
  url: row.url,
  ...(row.description !== null && { description: row.description }),
  eventTypes: row.eventTypes,
  active: row.active,
  ...(row.stopped && { stopped: row.stopped }),
  ...(row.failingSince && { failingSince: row.failingSince.toISOString() }),
  version: row.version,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

export const deliveryDocument = (row: DeliveryRow): WebhookDelivery =>
  webhookDelivery.parse({
    id: row.id,
    eventId: row.eventId,
    type: row.type,
    occurredAt: row.occurredAt.toISOString(),
    state: row.state,
    attempts: row.attempts,
    outcome: row.outcome ?? undefined,
    status: row.status ?? undefined,
    lastAttemptAt: row.lastAttemptAt?.toISOString(),
    nextAttemptAt: row.state === 'waiting' ? row.nextAttemptAt.toISOString() : undefined,
  })
