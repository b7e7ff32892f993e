import { webhookLimit } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

export interface WebhookRow {
  id: string
  clinicId: string
  url: string
  description: string | null
  eventTypes: string[]
  active: boolean
  stopped: 'gone' | 'failing' | null
  failingSince: Date | null
  version: number
  createdAt: Date
  updatedAt: Date
}

const columns = `id, clinic_id as "clinicId", url, description, event_types as "eventTypes", active, stopped,
  failing_since as "failingSince", version, created_at as "createdAt", updated_at as "updatedAt"`

export async function findWebhooks(db: Queryable, clinicId: string): Promise<WebhookRow[]> {
  const { rows } = await db.query<WebhookRow>(
    `select ${columns} from webhook where clinic_id = $1 order by created_at, id`,
    [clinicId],
  )
  return rows
}

export interface OneWebhook {
  readonly id: string
  readonly clinicId: string
}

/** @returns nothing for one of another clinic */
export async function findWebhook(
  db: Queryable,
  { id, clinicId }: OneWebhook,
): Promise<WebhookRow | undefined> {
  const { rows } = await db.query<WebhookRow>(
    `select ${columns} from webhook where id = $1 and clinic_id = $2`,
    [id, clinicId],
  )
  return rows[0]
}

/** Until the transaction ends nobody else changes it. */
export async function lockWebhook(
  tx: Queryable,
  { id, clinicId }: OneWebhook,
): Promise<WebhookRow | undefined> {
  const { rows } = await tx.query<WebhookRow>(
    `select ${columns} from webhook where id = $1 and clinic_id = $2 for no key update`,
    [id, clinicId],
  )
  return rows[0]
}

/** Whether the clinic may have one more; of two who ask at once the second waits. */
export async function hasRoomForWebhook(tx: Queryable, clinicId: string): Promise<boolean> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('webhooks:' || $1::text, 0))`, [clinicId])
  const { rows } = await tx.query<{ room: boolean }>(
    'select count(*) < $2 as room from webhook where clinic_id = $1',
    [clinicId, webhookLimit],
  )
  return rows[0]?.room === true
}

export type NewWebhook = Pick<WebhookRow, 'id' | 'clinicId' | 'url' | 'description' | 'eventTypes'>

/** @returns nothing where the clinic has that address already */
export async function insertWebhook(tx: Queryable, webhook: NewWebhook): Promise<WebhookRow | undefined> {
  const { id, clinicId, url, description, eventTypes } = webhook
  const { rows } = await tx.query<WebhookRow>(
    `insert into webhook (id, clinic_id, url, description, event_types) values ($1, $2, $3, $4, $5)
     on conflict (clinic_id, url) do nothing returning ${columns}`,
    [id, clinicId, url, description, eventTypes],
  )
  return rows[0]
}

export async function hasAddress(tx: Queryable, { id, clinicId }: OneWebhook, url: string): Promise<boolean> {
  const { rowCount } = await tx.query('select from webhook where clinic_id = $1 and url = $2 and id <> $3', [
    clinicId,
    url,
    id,
  ])
  return rowCount !== 0
}

/** A person's edit: an endpoint that was stopped or paused begins anew. */
export async function updateWebhook(
  tx: Queryable,
  webhook: Pick<WebhookRow, 'id' | 'url' | 'description' | 'eventTypes' | 'active'>,
): Promise<WebhookRow> {
  const { rows } = await tx.query<WebhookRow>(
    `update webhook set url = $2, description = $3, event_types = $4, active = $5,
       stopped = case when $5 then null else stopped end, failing_since = null, failures = 0, paused_until = null,
       version = version + 1, updated_at = now()
     where id = $1 returning ${columns}`,
    [webhook.id, webhook.url, webhook.description, webhook.eventTypes, webhook.active],
  )
  return rows[0] as WebhookRow
}

export async function raiseVersion(tx: Queryable, id: string): Promise<WebhookRow> {
  const { rows } = await tx.query<WebhookRow>(
    `update webhook set version = version + 1, updated_at = now() where id = $1 returning ${columns}`,
    [id],
  )
  return rows[0] as WebhookRow
}

/** @returns whether the clinic had it */
export async function deleteWebhook(tx: Queryable, { id, clinicId }: OneWebhook): Promise<boolean> {
  const { rowCount } = await tx.query('delete from webhook where id = $1 and clinic_id = $2', [id, clinicId])
  return rowCount === 1
}
