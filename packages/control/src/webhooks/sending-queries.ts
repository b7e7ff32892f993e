import type { DeliveryOutcome } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

export interface Recipient {
  readonly url: string
  readonly slug: string
}

/** @returns nothing for an endpoint that nothing is sent to, now or ever */
export async function findRecipient(db: Queryable, webhookId: string): Promise<Recipient | undefined> {
  const { rows } = await db.query<Recipient>(
    `select w.url, c.slug from webhook w join clinic c on c.id = w.clinic_id
     where w.id = $1 and w.active and (w.paused_until is null or w.paused_until <= now())
       and c.state not in ('archived', 'purged')`,
    [webhookId],
  )
  return rows[0]
}

export interface DueDelivery {
  readonly id: string
  readonly eventId: string
  readonly type: string
  /** ISO 8601 */
  readonly at: string
  readonly event: unknown
  readonly attempts: number
}

/** Those whose time has come; a single one where the last attempts failed. */
export async function findDueDeliveries(
  db: Queryable,
  webhookId: string,
  atOnce: number,
): Promise<DueDelivery[]> {
  const { rows } = await db.query<DueDelivery>(
    `select id, event_id as "eventId", type, to_json(occurred_at) #>> '{}' as at, event, attempts
     from webhook_delivery
     where webhook_id = $1 and state = 'waiting' and next_attempt_at <= now()
     order by next_attempt_at, id
     limit (select case when failures = 0 then $2 else 1 end from webhook where id = $1)`,
    [webhookId, atOnce],
  )
  return rows
}

export interface NotedAttempt {
  readonly id: string
  readonly outcome: DeliveryOutcome
  readonly status: number | undefined
  /** Until the next attempt; absent after the last one */
  readonly againSeconds: number | undefined
}

/** @param lateHours after so many nothing is tried any more */
export async function noteAttempt(
  tx: Queryable,
  { id, outcome, status, againSeconds }: NotedAttempt,
  lateHours: number,
): Promise<void> {
  await tx.query(
    `update webhook_delivery set attempts = attempts + 1, last_attempt_at = now(), outcome = $2, status = $3,
       state = case when $2 = 'delivered' then 'delivered'
         when $4::float8 is null or asked_at < now() - make_interval(hours => $5) then 'given-up' else 'waiting' end,
       next_attempt_at = now() + make_interval(secs => coalesce($4, 0))
     where id = $1`,
    [id, outcome, status, againSeconds, lateHours],
  )
}

/** Something has arrived. */
export async function closeBreaker(tx: Queryable, webhookId: string): Promise<void> {
  await tx.query(
    `update webhook set failures = 0, paused_until = null, failing_since = null
     where id = $1 and (failures > 0 or failing_since is not null)`,
    [webhookId],
  )
}

export interface Failing {
  readonly clinicId: string
  readonly url: string
  readonly failures: number
  /** How long nothing has arrived */
  readonly hours: number
}

/** @returns nothing where it has gone, or nothing is sent to it any more */
export async function countFailures(
  tx: Queryable,
  webhookId: string,
  count: number,
): Promise<Failing | undefined> {
  const { rows } = await tx.query<Failing>(
    `update webhook set failures = failures + $2, failing_since = coalesce(failing_since, now())
     where id = $1 and active
     returning clinic_id as "clinicId", url, failures,
       extract(epoch from now() - failing_since)::float8 / 3600 as hours`,
    [webhookId, count],
  )
  return rows[0]
}

export async function pauseWebhook(tx: Queryable, webhookId: string, seconds: number): Promise<void> {
  await tx.query('update webhook set paused_until = now() + make_interval(secs => $2) where id = $1', [
    webhookId,
    seconds,
  ])
}

/** What waits for it is given up, to be sent again by whoever mends it. */
export async function stopWebhook(tx: Queryable, webhookId: string, why: 'gone' | 'failing'): Promise<void> {
  await tx.query(
    `update webhook set active = false, stopped = $2, version = version + 1, updated_at = now() where id = $1`,
    [webhookId, why],
  )
  await tx.query(
    `update webhook_delivery set state = 'given-up', outcome = 'endpoint-stopped'
     where webhook_id = $1 and state = 'waiting'`,
    [webhookId],
  )
}

/** In how many seconds there is something to do again; nothing where nothing waits. */
export async function findNextAttempt(db: Queryable, webhookId: string): Promise<number | undefined> {
  const { rows } = await db.query<{ seconds: number | null }>(
    `select greatest(0, extract(epoch from greatest(min(d.next_attempt_at), w.paused_until) - now()))::float8 as seconds
     from webhook w join webhook_delivery d on d.webhook_id = w.id and d.state = 'waiting'
     where w.id = $1 and w.active group by w.id`,
    [webhookId],
  )
  return rows[0]?.seconds ?? undefined
}

/** Endpoints with something whose time has come. */
export async function findWaitingWebhooks(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select w.id from webhook w where w.active and exists (
       select from webhook_delivery d where d.webhook_id = w.id and d.state = 'waiting' and d.next_attempt_at <= now())`,
  )
  return rows.map(({ id }) => id)
}

export async function deleteOldDeliveries(db: Queryable, days: number): Promise<number> {
  const { rowCount } = await db.query(
    'delete from webhook_delivery where asked_at < now() - make_interval(days => $1)',
    [days],
  )
  return rowCount ?? 0
}

export async function deleteEndedSecrets(db: Queryable): Promise<number> {
  const { rowCount } = await db.query('delete from webhook_secret where ends_at < now()')
  return rowCount ?? 0
}
