import type { Queryable } from '@polyclinic/postgres'
import { whereItWas } from '../relay/projection-queries.ts'
import type { Span } from './merge-spans.ts'
import { refreshKeyPrefix } from './refresh-search-job.ts'

/** An appointment that was moved, or days of the calendar; an absent doctor or day means all of them. */
export interface NewMark {
  readonly clinicId: string
  readonly at: string
  readonly doctorId?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly appointmentId?: string
  readonly startsAt?: string
  readonly endsAt?: string
  /** When the clinic's answer changes by itself: a hold ends */
  readonly endsByItselfAt?: string | undefined
}

/** Half a day while nobody has told. */
const reach = 'make_interval(mins => coalesce(r.minutes, 720))'
const dayBefore = (at: string): string => `((${at} - c.reach) at time zone c.time_zone)::date`
const dayAfter = (at: string): string => `((${at} + c.reach) at time zone c.time_zone)::date`

/**
 * The days on which something may begin or no longer begin because of it: around it, as far as a visit or session of
 * that clinic reaches. Of days of the calendar one more on either side, since a visit may reach over midnight.
 * Where an appointment was until now stands in the patients' lists.
 */
export async function insertMarks(db: Queryable, marks: readonly NewMark[]): Promise<void> {
  await db.query({
    name: 'insert-search-marks',
    text: `with given as (
        select m.* from json_to_recordset($1::json) as m ("clinicId" uuid, "at" timestamptz, "doctorId" uuid,
          "from" date, "until" date, "appointmentId" uuid, "startsAt" timestamptz, "endsAt" timestamptz,
          "endsByItselfAt" timestamptz)
      ), told as materialized (
        select c.id, c.time_zone, ${reach} as reach from clinic c left join search_reach r on r.clinic_id = c.id
        where c.id in (select "clinicId" from given)
      ), concerned as (
        select c.id as clinic_id, g.at, g."endsByItselfAt" as ends_at, g."doctorId" as doctor_id,
          coalesce(g.from - 1, ${dayBefore('g."startsAt"')}) as day, coalesce(g.until + 1, ${dayAfter('g."endsAt"')}) as last_day
        from given g join told c on c.id = g."clinicId"
        union all
        select c.id, g.at, null, a.doctor_id, ${dayBefore('a.starts_at')}, ${dayAfter('a.ends_at')}
        from given g join told c on c.id = g."clinicId" cross join lateral (${whereItWas('g')}) a
      )
      insert into search_mark (clinic_id, doctor_id, from_day, until_day, happened_at)
      select clinic_id, doctor_id, day, last_day, least(min(at), now()) from concerned
      group by clinic_id, doctor_id, day, last_day
      union all
      select clinic_id, doctor_id, day, last_day, ends_at from concerned where ends_at > now()`,
    values: [JSON.stringify(marks)],
  })
}

/** All of these clinics is to be read anew; of all that are open where none is named. */
export async function markWhole(db: Queryable, clinicIds: readonly string[] | undefined): Promise<void> {
  await db.query(
    `insert into search_mark (clinic_id, happened_at)
     select c.id, now() from clinic c
     where c.id = any ($1) or ($1::uuid[] is null and c.state in ('active', 'suspended'))`,
    [clinicIds],
  )
}

export interface MarksOfClinic {
  readonly ids: string[]
  readonly spans: Span[]
}

/** All marks of a clinic that are due, and what they say, each once. */
export async function findMarks(db: Queryable, clinicId: string): Promise<MarksOfClinic | undefined> {
  const { rows } = await db.query<{ ids: string[] | null; spans: (Span | null)[] }>({
    name: 'find-search-marks',
    text: `select array_agg(id::text) as ids, json_agg(distinct jsonb_strip_nulls(jsonb_build_object(
        'doctorId', doctor_id, 'from', from_day, 'until', until_day))) as spans
      from search_mark where clinic_id = $1 and happened_at <= now()`,
    values: [clinicId],
  })
  const [row] = rows
  return row?.ids ? { ids: row.ids, spans: row.spans.filter((span) => span !== null) } : undefined
}

export async function deleteMarks(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query({
    name: 'delete-search-marks',
    text: 'delete from search_mark where id = any ($1::bigint[])',
    values: [ids],
  })
}

/**
 * Only one reading of a clinic at a time, until the transaction ends: so none is overwritten by an older one. It does not
 * wait for the disk: a crash that takes it back leaves its marks as well.
 */
export async function lockReading(tx: Queryable, clinicId: string): Promise<void> {
  await tx.query({
    name: 'lock-search-reading',
    text: `select pg_advisory_xact_lock(hashtextextended('search:' || $1, 0)), set_config('synchronous_commit', 'off', true)`,
    values: [clinicId],
  })
}

export async function findClinicsMarked(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ slug: string }>(
    `select c.slug from clinic c where c.state in ('active', 'suspended')
       and exists (select from search_mark m where m.clinic_id = c.id and m.happened_at <= now()) order by c.slug`,
  )
  return rows.map(({ slug }) => slug)
}

export interface DueClinics {
  /** Marked so long ago */
  readonly seconds: number
  readonly most: number
  /** Those too that have a job for it: waiting, under way, failed or given up */
  readonly withJob: boolean
}

/** The clinics with anything to read anew, whoever has marked it; the oldest first. */
export async function findClinicsDue(
  db: Queryable,
  { seconds, most, withJob }: DueClinics,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: 'find-clinics-due',
    text: `select m.clinic_id as id from search_mark m join clinic c on c.id = m.clinic_id
      where m.happened_at <= now() - make_interval(secs => $1) and c.state in ('active', 'suspended')
        and ($3 or not exists (select from graphile_worker._private_jobs j where j.key = $4 || m.clinic_id))
      group by m.clinic_id order by min(m.happened_at), m.clinic_id limit $2`,
    values: [seconds, most, withJob, refreshKeyPrefix],
  })
  return rows.map(({ id }) => id)
}
