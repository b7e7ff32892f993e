import type { Queryable } from '@polyclinic/postgres'

export interface SetAsideRow {
  id: string
  clinic: string
  type: string
  appointmentId: string | null
  reason: string
  setAsideAt: Date
}

/** By the events' ids, which are in the order of time; one more than the limit. */
export async function findSetAside(
  db: Queryable,
  filter: { after?: string | undefined; limit: number },
): Promise<SetAsideRow[]> {
  const { rows } = await db.query<SetAsideRow>(
    `select s.event_id as id, c.slug as clinic, coalesce(s.event ->> 'type', '') as type,
       s.event ->> 'appointmentId' as "appointmentId", s.reason, s.set_aside_at as "setAsideAt"
     from event_set_aside s join clinic c on c.id = s.clinic_id
     where $1::uuid is null or s.event_id > $1
     order by s.event_id limit $2`,
    [filter.after, filter.limit + 1],
  )
  return rows
}

export async function findSetAsideByIds(
  db: Queryable,
  ids: readonly string[],
): Promise<{ id: string; clinicId: string; event: unknown }[]> {
  const { rows } = await db.query<{ id: string; clinicId: string; event: unknown }>(
    `select event_id as id, clinic_id as "clinicId", event from event_set_aside
     where event_id = any ($1::uuid[]) order by event_id`,
    [ids],
  )
  return rows
}

/** @returns the ids of those that were there */
export async function deleteSetAside(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'delete from event_set_aside where event_id = any ($1::uuid[]) returning event_id as id',
    [ids],
  )
  return rows.map(({ id }) => id)
}

export async function countSetAside(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>('select count(*)::integer as count from event_set_aside')
  return rows[0]?.count ?? 0
}
