import type { Queryable } from '@polyclinic/postgres'

export interface Size {
  readonly clinics: number
  readonly doctors: number
  readonly days: number
}

export const specialties = 20

/**
 * Clinics, doctors and their free days as if the relay had told them: the clinics over a continent in four zones, a
 * seventh of the days with nothing free. In statements of some hundred clinics, so that none grows without bounds.
 * @param onDone so many clinics are there
 */
export async function fillProjection(
  db: Queryable,
  { clinics, doctors, days }: Size,
  onDone: (clinics: number) => void,
): Promise<number> {
  await db.query(
    `insert into clinic (slug, name, city, region, time_zone, country, locale, latitude, longitude, state, server,
       database_name, role_name, credential)
     select 'bench-' || n, (array['Riverside', 'Saint Mary', 'Alster', 'Mount Pleasant', 'Lakeview'])[1 + n % 5]
         || ' Hospital ' || n, 'City ' || n % 900, 'R' || n % 50,
       (array['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'])[1 + n % 4], 'US', 'en',
       30 + (n * 7919 % 1700) / 100.0, -120 + (n * 104729 % 4500) / 100.0, 'active',
       (select name from database_server limit 1), 'bench_' || n, 'bench_role_' || n, ''
     from generate_series(1, $1) as n`,
    [clinics],
  )
  const { rows: indexes } = await db.query<{ name: string; makes: string }>(
    `select indexname as name, indexdef as makes from pg_indexes
     where tablename in ('open_slot_day', 'search_doctor') and indexname not like '%pkey'`,
  )
  for (const { name } of indexes) await db.query(`drop index ${name}`)
  await db.query('alter table open_slot_day drop constraint open_slot_day_pkey')
  // clinics that are made here need not be looked up for each row
  await db.query('set session_replication_role = replica')
  const atOnce = 50
  let rows = 0
  for (let first = 1; first <= clinics; first += atOnce) {
    const { rowCount } = await db.query(
      `with chosen as materialized (
         select c.id, search_region(c.country, c.region) as region, c.time_zone, c.slug from clinic c
         where split_part(c.slug, '-', 2)::integer between $1 and $2 and c.slug like 'bench-%'
       ), doctors as (
         insert into search_doctor (clinic_id, doctor_id, name, specialty, specialty_name, languages)
         select s.id, md5(s.slug || n)::uuid, (array['Ada', 'Ben', 'Chen', 'Dora', 'Emil'])[1 + n % 5] || ' Person ' || n,
           'specialty-' || n % ${specialties}, 'Specialty ' || n % ${specialties},
           case n % 4 when 0 then array['en', 'es'] else array['en'] end
         from chosen s cross join generate_series(1, $3) as n
         returning clinic_id, doctor_id, specialty, languages
       ), offers as (
         insert into search_offer (clinic_id, specialty, visit, language)
         select distinct d.clinic_id, d.specialty, visit, language from doctors d
         cross join unnest(array['', 'consultation', 'follow-up']) as visit cross join unnest(array_append(d.languages, '')) as language
       )
       insert into open_slot_day (clinic_id, doctor_id, local_date, visits, specialty, languages, region, free,
         first_free_at, lapses_at, morning_at, afternoon_at, evening_at)
       select d.clinic_id, d.doctor_id, day, array['', 'consultation', 'follow-up'], d.specialty, d.languages,
         s.region, 6, first, first - interval '1 hour',
         case when hour < 12 then first end, (day + time '13:30') at time zone s.time_zone, null
       from doctors d join chosen s on s.id = d.clinic_id
       cross join lateral (
         select current_date + n as day, 8 + (hashtext(d.doctor_id::text || n) & 15) / 2 as hour from generate_series(1, $4) as n
         where hashtext(n || d.doctor_id::text) % 7 <> 0
       ) as days
       cross join lateral (select (day + make_time(hour, 0, 0)) at time zone s.time_zone as first) as f`,
      [first, Math.min(first + atOnce - 1, clinics), doctors, days],
    )
    rows += rowCount ?? 0
    onDone(Math.min(first + atOnce - 1, clinics))
  }
  await db.query('reset session_replication_role')
  await db.query(`set maintenance_work_mem = '512MB'`)
  await db.query('alter table open_slot_day add primary key (clinic_id, doctor_id, local_date, visits)')
  for (const { makes } of indexes) await db.query(makes)
  return rows
}
