import type { Queryable } from '@polyclinic/postgres'

/** @returns how many were noted: none while no worker has asked for them */
export async function insertStreamEvents(
  tx: Queryable,
  events: readonly { readonly clinicId: string; readonly event: unknown }[],
): Promise<number> {
  const { rowCount } = await tx.query({
    name: 'insert-stream-events',
    text: `insert into event_stream (clinic_id, event)
       select (e.of ->> 'clinicId')::uuid, e.of -> 'event'
       from json_array_elements($1::json) with ordinality as e (of, nth)
       where exists (select from event_stream_wanted where until > now()) order by e.nth`,
    values: [JSON.stringify(events)],
  })
  return rowCount ?? 0
}

export async function upsertWanted(db: Queryable, days: number): Promise<void> {
  await db.query(
    `insert into event_stream_wanted (until) values (now() + make_interval(days => $1))
     on conflict (single) do update set until = excluded.until`,
    [days],
  )
}

export interface StreamRow {
  /** A whole number as text */
  position: string
  slug: string
  event: unknown
}

/** The oldest first: an appointment's events in order. */
export async function findStreamEvents(db: Queryable, limit: number): Promise<StreamRow[]> {
  const { rows } = await db.query<StreamRow>({
    name: 'find-stream-events',
    text: `select s.position::text, c.slug, s.event from event_stream s join clinic c on c.id = s.clinic_id
       order by s.position limit $1`,
    values: [limit],
  })
  return rows
}

export async function deleteStreamEvents(db: Queryable, positions: readonly string[]): Promise<void> {
  await db.query('delete from event_stream where position = any ($1::bigint[])', [positions])
}

export async function deleteOldStreamEvents(db: Queryable, days: number): Promise<number> {
  const { rowCount } = await db.query(
    'delete from event_stream where noted_at < now() - make_interval(days => $1)',
    [days],
  )
  return rowCount ?? 0
}
