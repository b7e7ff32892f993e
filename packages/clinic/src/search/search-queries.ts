import type { Queryable } from '@polyclinic/postgres'
import type { DaysWanted } from './read-free-days.ts'

export interface SearchDoctorRow {
  id: string
  name: string
  specialty: string
  specialtyName: string
  languages: string[]
}

/** Active doctors as the public knows them, and the clinic's minimum notice. */
export async function findSearchDoctors(
  db: Queryable,
  { spans }: DaysWanted,
): Promise<{ minimumNoticeMinutes: number; doctors: SearchDoctorRow[] }> {
  const { rows } = await db.query<{ minimumNoticeMinutes: number; doctors: SearchDoctorRow[] }>({
    name: 'find-search-doctors',
    text: `select p.minimum_notice_minutes as "minimumNoticeMinutes", coalesce((
        select json_agg(json_build_object('id', d.id, 'name', d.name, 'specialty', x.code, 'specialtyName', x.name,
          'languages', d.languages) order by d.id)
        from doctor d join specialty x on x.id = d.specialty_id
        where d.active and exists (
          select from json_to_recordset($1::json) as m ("doctorId" uuid) where coalesce(m."doctorId", d.id) = d.id)), '[]') as doctors
      from clinic_profile p`,
    values: [JSON.stringify(spans)],
  })
  if (!rows[0]) throw new Error('the clinic has no profile')
  return rows[0]
}

/**
 * The longest slot and twice the longest visit with its buffers, in minutes: a time is taken by what begins before it and
 * lasts, and by what it would last into itself. Three hours at least, for what was longer when it was booked.
 */
export async function findReach(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ minutes: number }>({
    name: 'find-reach',
    text: `select greatest(180,
        (select max(slot_minutes) from (select slot_minutes from shift union all select slot_minutes from availability_override))
        + 2 * (select max(buffer_before_minutes + minutes + buffer_after_minutes) from visit_type)) as minutes`,
  })
  return rows[0]?.minutes ?? 180
}

export interface FreeDayRow {
  doctorId: string
  localDate: string
  /** Codes of the visit types that can begin at these times, sorted; an empty one stands for a slot as such */
  visits: string[]
  free: number
  /** JSON texts of instants */
  firstFreeAt: string
  /** The next few */
  laterAt: string[]
  morningAt: string | null
  afternoonAt: string | null
  eveningAt: string | null
}

export async function findFreeDayRows(db: Queryable, { spans }: DaysWanted): Promise<FreeDayRow[]> {
  const { rows } = await db.query<{ days: FreeDayRow[] }>({
    name: 'find-free-day-rows',
    text: `select coalesce(json_agg(json_build_object('doctorId', f.doctor_id, 'localDate', f.local_date,
        'visits', f.visits, 'free', f.free, 'firstFreeAt', f.first_free_at, 'laterAt', f.later_at,
        'morningAt', f.morning_at, 'afternoonAt', f.afternoon_at, 'eveningAt', f.evening_at)), '[]') as days
      from json_to_recordset($1::json) as m ("doctorId" uuid, "from" date, "until" date)
      cross join lateral free_days(coalesce(m."from", '-infinity'), coalesce(m."until", 'infinity'),
        case when m."doctorId" is not null then array[m."doctorId"] end) f`,
    values: [JSON.stringify(spans)],
  })
  return rows[0]?.days ?? []
}
