import type { Queryable } from '@polyclinic/postgres'

export interface Hours {
  from: string
  until: string
}

/** The hours of each of these overrides, earliest first; none for a day off. */
export async function findHours(db: Queryable, overrides: readonly string[]): Promise<Map<string, Hours[]>> {
  const { rows } = await db.query<{ id: string; opens: string[]; closes: string[] }>(
    `select override_id as id, array_agg(to_char(opens_at, 'HH24:MI') order by opens_at) as opens,
       array_agg(to_char(closes_at, 'HH24:MI') order by opens_at) as closes
     from availability_override_hours where override_id = any ($1) group by override_id`,
    [overrides],
  )
  return new Map(
    rows.map(({ id, opens, closes }) => [
      id,
      opens.map((from, index) => ({ from, until: closes[index] ?? '' })),
    ]),
  )
}

export async function writeHours(db: Queryable, override: string, hours: readonly Hours[]): Promise<void> {
  await db.query('delete from availability_override_hours where override_id = $1', [override])
  await db.query(
    `insert into availability_override_hours (override_id, opens_at, closes_at)
     select $1, t.opens, t.closes from unnest($2::time[], $3::time[]) as t (opens, closes)`,
    [override, hours.map(({ from }) => from), hours.map(({ until }) => until)],
  )
}
