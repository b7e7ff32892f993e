import type { Queryable } from '@polyclinic/postgres'
import type { DaysRead } from './keep-free-days.ts'
import type { Span } from './merge-spans.ts'

const spansOf = (parameter: string): string =>
  `json_to_recordset(${parameter}::json) as m ("doctorId" uuid, "from" date, "until" date)`

export async function keepReach(db: Queryable, clinicId: string, minutes: number): Promise<void> {
  await db.query({
    name: 'keep-search-reach',
    text: `insert into search_reach as r (clinic_id, minutes) values ($1, $2)
      on conflict (clinic_id) do update set minutes = excluded.minutes where r.minutes <> excluded.minutes`,
    values: [clinicId, minutes],
  })
}

/** @param spans of whom days were read: those doctors, or all of the clinic's */
export async function replaceDoctors(
  db: Queryable,
  clinicId: string,
  spans: readonly Span[],
  doctors: DaysRead['doctors'],
): Promise<void> {
  await db.query({
    name: 'replace-search-doctors',
    text: `with told as (
        select * from json_to_recordset($3::json) as t (id uuid, name text, specialty text, "specialtyName" text,
          languages text[])
      ), gone as (
        delete from search_doctor d
        where d.clinic_id = $1
          and exists (select from ${spansOf('$2')} where coalesce(m."doctorId", d.doctor_id) = d.doctor_id)
          and not exists (select from told t where t.id = d.doctor_id)
      )
      insert into search_doctor as d (clinic_id, doctor_id, name, specialty, specialty_name, languages)
      select $1, id, name, specialty, "specialtyName", languages from told
      on conflict (clinic_id, doctor_id) do update set name = excluded.name, specialty = excluded.specialty,
        specialty_name = excluded.specialty_name, languages = excluded.languages
      where (d.name, d.specialty, d.specialty_name, d.languages)
        is distinct from (excluded.name, excluded.specialty, excluded.specialty_name, excluded.languages)`,
    values: [clinicId, JSON.stringify(spans), JSON.stringify(doctors)],
  })
}

/** The free days as they were told; what else is known of those days goes. A row that is as told is not written. */
export async function replaceFreeDays(
  db: Queryable,
  clinicId: string,
  spans: readonly Span[],
  { days, doctors, minimumNoticeMinutes }: DaysRead,
): Promise<{ written: number; removed: number }> {
  const { rows } = await db.query<{ written: number; removed: number }>({
    name: 'replace-open-slot-days',
    text: `with told as materialized (
        select t."doctorId" as doctor_id, t."localDate" as local_date, t.visits, d.specialty,
          with_wider_tags(d.languages) as languages, search_region(c.country, c.region) as region, t.free, t."firstFreeAt" as first_free_at,
          t."firstFreeAt" - make_interval(mins => $2) as lapses_at, t."laterAt" as later_at, t."morningAt" as morning_at,
          t."afternoonAt" as afternoon_at, t."eveningAt" as evening_at
        from json_to_recordset($3::json) as t ("doctorId" uuid, "localDate" date, visits text[], free integer,
          "firstFreeAt" timestamptz, "laterAt" timestamptz[], "morningAt" timestamptz, "afternoonAt" timestamptz, "eveningAt" timestamptz)
        join json_to_recordset($4::json) as d (id uuid, specialty text, languages text[]) on d.id = t."doctorId"
        cross join clinic c where c.id = $1
      ), gone as (
        delete from open_slot_day o
        where o.clinic_id = $1
          and exists (
            select from ${spansOf('$5')} where coalesce(m."doctorId", o.doctor_id) = o.doctor_id
              and o.local_date between coalesce(m."from", '-infinity') and coalesce(m."until", 'infinity'))
          and not exists (
            select from told t
            where t.doctor_id = o.doctor_id and t.local_date = o.local_date and t.visits = o.visits)
        returning 1
      ), written as (
        insert into open_slot_day as o (clinic_id, doctor_id, local_date, visits, specialty, languages, region, free,
          first_free_at, lapses_at, later_at, morning_at, afternoon_at, evening_at)
        select $1, doctor_id, local_date, visits, specialty, languages, region, free, first_free_at, lapses_at,
          later_at, morning_at, afternoon_at, evening_at
        from told
        on conflict (clinic_id, doctor_id, local_date, visits) do update set specialty = excluded.specialty,
          languages = excluded.languages, region = excluded.region, free = excluded.free,
          first_free_at = excluded.first_free_at, lapses_at = excluded.lapses_at,
          later_at = excluded.later_at, morning_at = excluded.morning_at,
          afternoon_at = excluded.afternoon_at, evening_at = excluded.evening_at
        where (o.specialty, o.languages, o.region, o.free, o.first_free_at, o.lapses_at, o.later_at, o.morning_at, o.afternoon_at,
            o.evening_at)
          is distinct from (excluded.specialty, excluded.languages, excluded.region, excluded.free,
            excluded.first_free_at, excluded.lapses_at, excluded.later_at, excluded.morning_at, excluded.afternoon_at,
            excluded.evening_at)
        returning 1
      ), offered as materialized (
        select distinct t.specialty, visit, language from told t
        cross join unnest(t.visits) as visit cross join unnest(array_append(t.languages, '')) as language
      ), offers as (
        insert into search_offer (clinic_id, specialty, visit, language)
        select $1, specialty, visit, language from offered on conflict do nothing
      ), no_longer_offered as (
        -- only who has read all can tell
        delete from search_offer o
        where o.clinic_id = $1
          and exists (select from ${spansOf('$5')} where num_nonnulls(m."doctorId", m."from", m."until") = 0)
          and not exists (
            select from offered f
            where f.specialty = o.specialty and f.visit = o.visit and f.language = o.language)
      )
      select (select count(*) from written)::integer as written, (select count(*) from gone)::integer as removed`,
    values: [
      clinicId,
      minimumNoticeMinutes,
      JSON.stringify(days),
      JSON.stringify(doctors),
      JSON.stringify(spans),
    ],
  })
  return rows[0] ?? { written: 0, removed: 0 }
}

/** What the search knows of one clinic: a line a doctor, day and kind of visit, to be held against the clinic's own. */
export async function findKnownDays(db: Queryable, clinicId: string): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(
    `select concat_ws(' ', o.doctor_id, o.local_date, visit, o.free,
       to_char(o.first_free_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), d.name) as line
     from open_slot_day o cross join unnest(o.visits) as visit left join search_doctor d using (clinic_id, doctor_id)
     where o.clinic_id = $1 and o.lapses_at > now()`,
    [clinicId],
  )
  return rows.map(({ line }) => line)
}
