import type { Clinic } from '../clinic.ts'

/** The open slots to come of a doctor: "02-14 08:00–08:30 ×1" from the clinic's wall clock, earliest first. */
export async function calendarOf(clinic: Clinic, doctor: string, day?: string): Promise<string[]> {
  const { rows } = await clinic.database.query<{ text: string }>(
    `select to_char(s.starts_at at time zone $3, 'MM-DD HH24:MI') || '–' ||
       to_char(s.ends_at at time zone $3, 'HH24:MI') || ' ×' || s.capacity as text
     from slot s
     where s.doctor_id = $1 and s.state = 'open' and s.starts_at > now() and ($2::date is null or s.local_date = $2)
     order by s.starts_at`,
    [doctor, day, clinic.timeZone],
  )
  return rows.map(({ text }) => text)
}

/** A day of the clinic's calendar, so many days from today. */
export async function dayFromToday(clinic: Clinic, days: number): Promise<string> {
  const { rows } = await clinic.database.query<{ day: string }>(
    'select ((now() at time zone $1)::date + $2::integer)::text as day',
    [clinic.timeZone, days],
  )
  return rows[0]?.day ?? ''
}
