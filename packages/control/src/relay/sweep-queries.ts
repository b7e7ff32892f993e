import type { DatabaseWriting, Queryable } from '@polyclinic/postgres'

/** For each server some clinics through whose connection it can be asked, any of them. */
export async function findWaysToServers(
  db: Queryable,
  each: number,
): Promise<{ server: string; clinicIds: string[] }[]> {
  const { rows } = await db.query<{ server: string; clinicIds: string[] }>(
    `select s.name as server, array(
       select c.id from clinic c where c.server = s.name and c.state in ('active', 'suspended')
       order by random() limit $1) as "clinicIds"
     from database_server s order by s.name`,
    [each],
  )
  return rows.filter(({ clinicIds }) => clinicIds.length > 0)
}

/** @returns the clinics of that server whose database was written to since the last look */
export async function updateMarks(
  tx: Queryable,
  server: string,
  writings: readonly DatabaseWriting[],
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into relay_mark as m (clinic_id, mark)
     select c.id, w.mark from json_to_recordset($2::json) as w (database text, mark text)
     join clinic c on c.database_name = w.database
     where c.server = $1 and c.state in ('active', 'suspended')
     order by c.id
     on conflict (clinic_id) do update set mark = excluded.mark, noted_at = now() where m.mark <> excluded.mark
     returning clinic_id as id`,
    [server, JSON.stringify(writings)],
  )
  return rows.map(({ id }) => id)
}
