import type { Queryable } from '@polyclinic/postgres'
import { whereItWas } from '../relay/projection-queries.ts'

/** Which days events concern: an appointment's, or some of the calendar; an absent doctor or day means all of them. */
export interface NewLiveEvent {
  readonly clinicId: string
  /** Whether free times may have changed, and not the schedule alone */
  readonly free: boolean
  readonly doctorId?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly appointmentId?: string
  readonly startsAt?: string
  readonly endsAt?: string
}

/** More days than these are said as all of them. */
const mostDays = 62

/** One row a clinic and doctor. Where an appointment was until now stands in the patients' lists. */
export async function insertLiveEvents(tx: Queryable, events: readonly NewLiveEvent[]): Promise<void> {
  await tx.query({
    name: 'insert-live-events',
    text: `with given as (
        select g.* from json_to_recordset($1::json) as g ("clinicId" uuid, "free" boolean, "doctorId" uuid,
          "from" date, "until" date, "appointmentId" uuid, "startsAt" timestamptz, "endsAt" timestamptz)
      ), concerned as (
        select c.id as clinic_id, g.free, g."doctorId" as doctor_id,
          coalesce(g.from, (g."startsAt" at time zone c.time_zone)::date) as first_day,
          coalesce(g.until, (g."endsAt" at time zone c.time_zone)::date) as last_day
        from given g join clinic c on c.id = g."clinicId"
        union all
        select c.id, g.free, a.doctor_id, (a.starts_at at time zone c.time_zone)::date, (a.ends_at at time zone c.time_zone)::date
        from given g join clinic c on c.id = g."clinicId" cross join lateral (${whereItWas('g')}) a
      )
      insert into live_event (kind, clinic_id, doctor_id, days)
      select case when bool_or(free) then 'slots' else 'schedule' end, clinic_id, doctor_id,
        case when bool_and(last_day - first_day is not null) and count(distinct day) <= ${mostDays}
          then array_agg(distinct day::date order by day::date) end
      from concerned left join lateral
        generate_series(first_day, least(last_day, first_day + ${mostDays}), interval '1 day') as day on true
      group by clinic_id, doctor_id`,
    values: [JSON.stringify(events)],
  })
}

export interface LiveRow {
  /** Milliseconds since 1970 */
  at: number
  kind: 'slots' | 'schedule' | 'operation'
  clinicId: string
  clinic: string
  doctor: string | null
  days: string[] | null
  operation: string | null
}

export interface Asked {
  /** Whose free times or schedules are asked for */
  readonly clinicIds: readonly string[]
  readonly operations: boolean
}

/** The oldest first. @param since milliseconds since 1970 */
export async function findLiveEvents(
  db: Queryable,
  { clinicIds, operations }: Asked,
  since: number,
  limit: number,
): Promise<LiveRow[]> {
  const { rows } = await db.query<LiveRow>({
    name: 'find-live-events',
    text: `select floor(extract(epoch from e.at) * 1000)::float8 as at, e.kind, e.clinic_id as "clinicId", c.slug as clinic,
         e.doctor_id as doctor, e.days::text[] as days, e.operation_id as operation
       from (
         select * from live_event where kind <> 'operation' and clinic_id = any ($1) and at > to_timestamp($3)
         union all
         select * from live_event where kind = 'operation' and $2 and at > to_timestamp($3)
       ) e join clinic c on c.id = e.clinic_id
       order by e.at limit $4`,
    values: [clinicIds, operations, since / 1000, limit],
  })
  return rows
}

/** @returns milliseconds since 1970, by the clock that events are noted with */
export async function readClock(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ now: number }>({
    name: 'read-live-clock',
    text: 'select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now',
  })
  return rows[0]?.now ?? 0
}

export async function deleteLiveEvents(db: Queryable, minutes: number): Promise<number> {
  const { rowCount } = await db.query('delete from live_event where at < now() - make_interval(mins => $1)', [
    minutes,
  ])
  return rowCount ?? 0
}
