import type { Queryable } from '@polyclinic/postgres'
import { only } from '../appointments/index.ts'

/** Whose day is over and who was not there; so many at a time. */
export async function callSweeping(db: Queryable, acting: string, most: number): Promise<number> {
  const { rows } = await db.query<{ swept: number }>('select sweep_no_shows($1, $2) as swept', [acting, most])
  return only(rows).swept
}

/** Appointments whose time came though they were never confirmed, or lost their time and got no other. */
export async function findUnkept(
  db: Queryable,
  limit: number,
): Promise<{ id: string; version: number; why: 'unconfirmed' | 'unresolved' }[]> {
  const { rows } = await db.query<{ id: string; version: number; why: 'unconfirmed' | 'unresolved' }>(
    `select id, version, case when displaced_at is null then 'unconfirmed' else 'unresolved' end as why
     from appointment
     where status in ('pending', 'booked') and hold_expires_at is null and starts_at <= now()
       and local_date <= (select (now() at time zone p.time_zone)::date from clinic_profile p)
       and (status = 'pending' or displaced_at is not null)
     order by local_date, id limit $1`,
    [limit],
  )
  return rows
}

/** Deletes how noted bookings ended, a week after they did. */
export async function forgetOldRequests(db: Queryable): Promise<number> {
  const { rowCount } = await db.query(
    "delete from booking_request where state <> 'pending' and finished_at < now() - interval '7 days'",
  )
  return rowCount ?? 0
}

/** What came within the horizon with the hours, no event tells: the search across clinics reads those days again. */
export async function tellHorizon(db: Queryable): Promise<void> {
  await db.query(
    `insert into outbox (id, type, change)
     select uuidv7(), 'calendar-changed', jsonb_build_object('from', last_day - 1, 'until', last_day + 1)
     from clinic_profile p,
       lateral (select ((now() + make_interval(hours => 24 * p.horizon_days)) at time zone p.time_zone)::date) as d (last_day)
     where not exists (select from outbox o where o.change ->> 'until' = (last_day + 1)::text and not o.change ? 'doctorIds')`,
  )
}
