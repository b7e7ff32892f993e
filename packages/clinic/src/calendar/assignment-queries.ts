import type { Queryable } from '@polyclinic/postgres'
import type { WeeklyHours } from './find-clash.ts'

export interface WorkRow extends WeeklyHours {
  id: string
  doctorId: string
  doctorName: string
  shiftId: string
  shiftName: string
}

/** All that these doctors work, week by week. */
export async function findWork(db: Queryable, doctors: readonly string[]): Promise<WorkRow[]> {
  const { rows } = await db.query<WorkRow>(
    `select w.id, w.doctor_id as "doctorId", d.name as "doctorName", w.shift_id as "shiftId", s.name as "shiftName",
       w.weekdays, w.valid_from::text as "validFrom", w.valid_until::text as "validUntil",
       to_char(s.starts_at, 'HH24:MI') as from, to_char(s.ends_at, 'HH24:MI') as until
     from doctor_shift w
     join doctor d on d.id = w.doctor_id
     join shift s on s.id = w.shift_id
     where w.doctor_id = any ($1)
     order by s.starts_at, w.id`,
    [doctors],
  )
  return rows
}

export async function findDoctorsOfShift(db: Queryable, shiftId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select distinct doctor_id as id from doctor_shift where shift_id = $1',
    [shiftId],
  )
  return rows.map(({ id }) => id)
}
