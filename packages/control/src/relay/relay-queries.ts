import type { Queryable } from '@polyclinic/postgres'

const turnOf = (clinicId: string): string => `relay:${clinicId}`

export interface Noted {
  /** Whether it is this transaction's turn with the clinic, until it ends; nothing is noted where it is another's */
  mine: boolean
  /** By the database's clock */
  now: Date
  /** The ids of those that were not seen before */
  unseen: Set<string>
}

/** Takes the clinic's turn and notes its events as seen, in one statement. */
export async function noteSeen(tx: Queryable, clinicId: string, eventIds: readonly string[]): Promise<Noted> {
  const { rows } = await tx.query<{ mine: boolean; now: Date; unseen: string[] }>({
    name: 'note-events-seen',
    text: `with turn as materialized (select pg_try_advisory_xact_lock(hashtextextended($3, 0)) as mine),
       noted as (
         insert into event_seen (clinic_id, event_id)
         select $1, id from turn, unnest($2::uuid[]) as id where turn.mine order by id
         on conflict do nothing returning event_id)
       select turn.mine, clock_timestamp() as now, array(select event_id from noted) as unseen from turn`,
    values: [clinicId, eventIds, turnOf(clinicId)],
  })
  const { mine = false, now = new Date(), unseen = [] } = rows[0] ?? {}
  return { mine, now, unseen: new Set(unseen) }
}

/** Waits for the clinic's turn, no longer than for any lock. */
export async function takeTurn(tx: Queryable, clinicId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [turnOf(clinicId)])
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
