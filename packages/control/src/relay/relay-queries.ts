import type { ClinicEvent } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

/** @returns the ids of those that were not seen before; whoever brings the same ones at the same time waits */
export async function noteSeen(
  db: Queryable,
  clinicId: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>({
    name: 'note-events-seen',
    text: `insert into event_seen (clinic_id, event_id)
       select $1, id from unnest($2::uuid[]) as id order by id
       on conflict do nothing returning event_id as id`,
    values: [clinicId, eventIds],
  })
  return new Set(rows.map(({ id }) => id))
}

export async function insertSetAside(
  db: Queryable,
  clinicId: string,
  event: ClinicEvent,
  reason: string,
): Promise<void> {
  await db.query(
    `insert into event_set_aside (clinic_id, event_id, event, reason) values ($1, $2, $3, $4)
     on conflict (clinic_id, event_id) do update set reason = excluded.reason`,
    [clinicId, event.id, JSON.stringify(event), reason],
  )
}
