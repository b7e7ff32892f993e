import type { CalendarPreview } from '@polyclinic/contract'

/** A stretch of a doctor's time as the database tells it. */
export interface TimeFacts {
  doctorId: string
  doctorName: string
  /** Seconds since 1970 */
  startsAt: number
  endsAt: number
  localDate: string
  localTime: string
}

export const timeDocument = (facts: TimeFacts): CalendarPreview['added']['items'][number] => ({
  doctor: { id: facts.doctorId, name: facts.doctorName },
  startsAt: new Date(facts.startsAt * 1000).toISOString(),
  endsAt: new Date(facts.endsAt * 1000).toISOString(),
  localDate: facts.localDate,
  localTime: facts.localTime,
})

/** Columns of `TimeFacts` from a table `t` with doctor and times, beside `doctor d` and `clinic_profile p`. */
export const timeColumns = `d.id as "doctorId", d.name as "doctorName",
  extract(epoch from t.starts_at)::float8 as "startsAt", extract(epoch from t.ends_at)::float8 as "endsAt",
  t.local_date::text as "localDate", to_char(t.starts_at at time zone p.time_zone, 'HH24:MI') as "localTime"`
