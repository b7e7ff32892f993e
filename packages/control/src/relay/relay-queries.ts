import type { Queryable } from '@polyclinic/postgres'

export interface Noted {
  /** The clinics whose turn this transaction has, until it ends; of another's nothing is noted */
  mine: Set<string>
  /** By the database's clock */
  now: Date
  /** Those that were not seen before: `clinic/event`, by their ids */
  unseen: Set<string>
}

/** Takes each clinic's turn and notes its events as seen, in one statement. */
export async function noteSeen(
  tx: Queryable,
  events: readonly { readonly clinicId: string; readonly eventId: string }[],
): Promise<Noted> {
  const { rows } = await tx.query<{ mine: string[]; now: Date; unseen: string[] }>({
    name: 'note-events-seen',
    text: `with given as materialized (select * from unnest($1::uuid[], $2::uuid[]) as g (clinic_id, event_id)),
       turn as materialized (
         select clinic_id, pg_try_advisory_xact_lock(hashtextextended('relay:' || clinic_id, 0)) as mine
         from (select distinct clinic_id from given) c),
       noted as (
         insert into event_seen (clinic_id, event_id)
         select g.clinic_id, g.event_id from given g join turn t on t.clinic_id = g.clinic_id and t.mine
         order by g.clinic_id, g.event_id
         on conflict do nothing returning clinic_id, event_id)
       select clock_timestamp() as now, array(select clinic_id::text from turn where mine) as mine,
         array(select clinic_id || '/' || event_id from noted) as unseen`,
    values: [events.map(({ clinicId }) => clinicId), events.map(({ eventId }) => eventId)],
  })
  const { mine = [], now = new Date(), unseen = [] } = rows[0] ?? {}
  return { mine: new Set(mine), now, unseen: new Set(unseen) }
}

/** Waits for the clinic's turn, no longer than for any lock. */
export async function takeTurn(tx: Queryable, clinicId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('relay:' || $1::uuid, 0))`, [clinicId])
}

export async function insertSetAside(
  db: Queryable,
  clinicId: string,
  { id, event, reason }: { id: string; event: unknown; reason: string },
): Promise<void> {
  await db.query(
    `insert into event_set_aside (clinic_id, event_id, event, reason) values ($1, $2, $3, $4)
     on conflict (clinic_id, event_id) do update set reason = excluded.reason`,
    [clinicId, id, JSON.stringify(event), reason],
  )
}

/** @returns how many; fewer than the limit when none is left */
export async function deleteSeenBefore(db: Queryable, days: number, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from event_seen where ctid = any (array(
       select ctid from event_seen where seen_at < now() - make_interval(days => $1) limit $2))`,
    [days, limit],
  )
  return rowCount ?? 0
}
