import type { Queryable } from '@polyclinic/postgres'

export interface DeliveryRow {
  id: string
  eventId: string
  type: string
  occurredAt: Date
  state: 'waiting' | 'delivered' | 'given-up'
  attempts: number
  outcome: string | null
  status: number | null
  lastAttemptAt: Date | null
  nextAttemptAt: Date
  /** `occurredAt` to the microsecond, for the cursor */
  position: string
}

const columns = `id, event_id as "eventId", type, occurred_at as "occurredAt", state, attempts, outcome, status,
  last_attempt_at as "lastAttemptAt", next_attempt_at as "nextAttemptAt", to_json(occurred_at) #>> '{}' as position`

export interface DeliveryQuery {
  readonly webhookId: string
  readonly state?: string | undefined
  readonly before?: readonly string[] | undefined
  readonly limit: number
}

/** The newest first; one more than the limit. */
export async function findDeliveries(
  db: Queryable,
  { webhookId, state, before, limit }: DeliveryQuery,
): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>(
    `select ${columns} from webhook_delivery
     where webhook_id = $1 and ($2::text is null or state = $2)
       and ($3::timestamptz is null or (occurred_at, id) < ($3, $4::uuid))
     order by occurred_at desc, id desc limit $5`,
    [webhookId, state, before?.[0], before?.[1], limit + 1],
  )
  return rows
}

export interface PlannedEvent {
  readonly id: string
  readonly type: string
  readonly at: string
  /** As it came */
  readonly event: unknown
}

/**
 * Notes the events for each endpoint of their clinic that wants them, once. For one that we have stopped they are noted
 * as given up: whoever mends it can have them sent.
 * @returns the endpoints that have something to be sent now
 */
export async function insertDeliveries(
  tx: Queryable,
  events: readonly (PlannedEvent & { readonly clinicId: string })[],
): Promise<string[]> {
  const { rows } = await tx.query<{ webhookId: string }>({
    name: 'insert-webhook-deliveries',
    text: `with planned as (
         insert into webhook_delivery (webhook_id, event_id, type, event, occurred_at, state, outcome)
         select w.id, e.id, e.type, e.event, e.at, case when w.active then 'waiting' else 'given-up' end,
           case when not w.active then 'endpoint-stopped' end
         from webhook w
         join json_to_recordset($1::json) as e ("clinicId" uuid, id uuid, type text, event jsonb, at timestamptz)
           on w.clinic_id = e."clinicId" and e.type = any (w.event_types)
         where (w.active or w.stopped is not null)
         order by w.id, e.id
         on conflict (webhook_id, event_id) do nothing
         returning webhook_id, state)
       select distinct webhook_id as "webhookId" from planned where state = 'waiting'`,
    values: [JSON.stringify(events)],
  })
  return rows.map(({ webhookId }) => webhookId)
}

export async function insertTestDelivery(
  tx: Queryable,
  webhookId: string,
  { id, type, event }: Omit<PlannedEvent, 'at'>,
): Promise<DeliveryRow> {
  const { rows } = await tx.query<DeliveryRow>(
    `insert into webhook_delivery (webhook_id, event_id, type, event, occurred_at) values ($1, $2, $3, $4, now())
     returning ${columns}`,
    [webhookId, id, type, JSON.stringify(event)],
  )
  return rows[0] as DeliveryRow
}

const anew = `state = 'waiting', attempts = 0, asked_at = now(), next_attempt_at = now()`

export async function askForDelivery(
  tx: Queryable,
  webhookId: string,
  id: string,
): Promise<DeliveryRow | undefined> {
  const { rows } = await tx.query<DeliveryRow>(
    `update webhook_delivery set ${anew} where webhook_id = $1 and id = $2 returning ${columns}`,
    [webhookId, id],
  )
  return rows[0]
}

/** @returns how many; what waits already waits on */
export async function askForDeliveries(
  tx: Queryable,
  webhookId: string,
  { since, only }: { readonly since: string; readonly only: 'given-up' | 'all' },
): Promise<number> {
  const { rowCount } = await tx.query(
    `update webhook_delivery set ${anew}
     where webhook_id = $1 and occurred_at >= $2 and state <> 'waiting' and (state = 'given-up' or $3)`,
    [webhookId, since, only === 'all'],
  )
  return rowCount ?? 0
}
