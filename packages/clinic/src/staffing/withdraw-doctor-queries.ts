import type { Queryable } from '@polyclinic/postgres'

/** Takes away what makes a doctor's calendar: shifts and own days. */
export async function removeAvailability(db: Queryable, doctorId: string): Promise<void> {
  await db.query(
    `with shifts as (delete from doctor_shift where doctor_id = $1)
     delete from availability_override where doctor_id = $1`,
    [doctorId],
  )
}

/** Only an active doctor has open slots; those of the past and of this moment too are closed, and displace nobody. */
export async function withdrawOpenSlots(db: Queryable, doctorId: string): Promise<void> {
  await db.query(
    `update slot set state = 'withdrawn', open_doctor_id = null, version = version + 1 where open_doctor_id = $1`,
    [doctorId],
  )
}
