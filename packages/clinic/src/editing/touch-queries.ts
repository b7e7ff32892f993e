import type { Queryable } from '@polyclinic/postgres'

/** Lets one change of the calendar through at a time, until the transaction ends. */
export async function lockCalendar(db: Queryable): Promise<void> {
  await db.query('select lock_calendar()')
}

/**
 * The part of a range that the calendar has: from today to the horizon, or to the last day that has slots where the
 * horizon was farther once. Undefined when there is none.
 */
export async function findDaysWithin(
  db: Queryable,
  range: { from?: string | undefined; to?: string | undefined },
): Promise<{ from: string; to: string } | undefined> {
  const { rows } = await db.query<{ from: string; to: string }>(
    `select d.from::text, d.to::text
     from clinic_profile p
     cross join lateral (select (now() at time zone p.time_zone)::date as today) as t
     cross join lateral (
       select greatest($1::date, today) as from, least($2::date, greatest(today + p.horizon_days, (
         select s.local_date from slot s where s.state = 'open' order by s.starts_at desc limit 1))) as to
     ) as d
     where d.from <= d.to`,
    [range.from, range.to],
  )
  return rows[0]
}
