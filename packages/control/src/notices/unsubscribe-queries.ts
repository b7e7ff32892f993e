import type { Queryable } from '@polyclinic/postgres'

/** Raises the version where something changes: whoever edits their wishes meanwhile is told. */
export async function putRemindersOff(db: Queryable, patientId: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'put-reminders-off',
    text: `insert into notice_preference as w (patient_id, channels, reminders)
      select p.id, '{email,sms}', false from patient p
      where p.id = coalesce((select m.merged_into from patient m where m.id = $1), $1) and p.erased_at is null
      on conflict (patient_id) do update set reminders = false, version = w.version + 1
      where w.reminders`,
    values: [patientId],
  })
  return rowCount === 1
}
