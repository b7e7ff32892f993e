import type { Queryable } from '@polyclinic/postgres'
import { type ClockChange, clockChanges, dayAfter, offsetAt } from './oracle.testing.ts'

/** What Postgres and Temporal say of the tested year, where they say the same. */
export async function zonesThatAgree(
  db: Queryable,
  zones: readonly string[],
  { from, until }: { from: string; until: string },
): Promise<{ agreeing: string[]; leftOut: string[] }> {
  const [first, last] = [dayAfter(from, -1), dayAfter(until, 1)]
  const { rows } = await db.query<{ zone: string; clock: ClockChange[] }>(
    `with told as (
       select zone, at, away, lag(away) over (partition by zone order by at) as away_before
       from unnest($1::text[]) as z (zone),
         generate_series($2::timestamptz, $3::timestamptz, '30 minutes') as at,
         lateral (select extract(epoch from (at at time zone zone) - (at at time zone 'UTC'))::integer) as o (away)
     )
     select zone, json_agg(json_build_object('at', extract(epoch from at)::bigint, 'offset', away) order by at) as clock
     from told where away is distinct from away_before group by zone`,
    [zones, `${first}T00:00Z`, `${last}T00:00Z`],
  )
  const [begins, ends] = [first, last].map((day) => Date.parse(day) / 1000) as [number, number]
  const leftOut: string[] = []
  const agreeing = zones.filter((zone) => {
    const told = rows.find((row) => row.zone === zone)?.clock
    const changes = clockChanges(zone, dayAfter(first, -1), dayAfter(last, 1))
    const within = changes.filter(({ at }) => begins < at && at <= ends)
    const known = [{ at: begins, offset: offsetAt(zone, begins) }, ...within]
    const same = JSON.stringify(told) === JSON.stringify(known)
    if (!same)
      leftOut.push(
        `Left out: ${zone}. Postgres: ${JSON.stringify(told)}; Temporal: ${JSON.stringify(known)}.`,
      )
    return same
  })
  return { agreeing, leftOut }
}
