import type { ExportedNoticeRow } from './exported-notice.ts'
import type { Queryable } from '@polyclinic/postgres'

export async function deleteNoticesOf(tx: Queryable, patientId: string): Promise<void> {
  await tx.query('delete from notice where patient_id = $1', [patientId])
  await tx.query('delete from notice_preference where patient_id = $1', [patientId])
}

/** What the desk wrote is sealed under the duplicate's key and leaves under its name. */
export async function moveNotices(tx: Queryable, duplicateId: string, keptId: string): Promise<void> {
  await tx.query('update notice set patient_id = $2 where patient_id = $1 and sealed_words is null', [
    duplicateId,
    keptId,
  ])
  // the one who is kept has chosen by themselves, or chooses as the duplicate did; reminders end where either ended them
  await tx.query(
    `with gone as (delete from notice_preference where patient_id = $1 returning channels, reminders)
     insert into notice_preference as w (patient_id, channels, reminders)
     select $2, g.channels, g.reminders from gone g
     on conflict (patient_id) do update set reminders = w.reminders and excluded.reminders
     where w.reminders and not excluded.reminders`,
    [duplicateId, keptId],
  )
}

/** The newest first. */
export async function findNoticesOf(
  db: Queryable,
  patientId: string,
  most: number,
): Promise<ExportedNoticeRow[]> {
  const { rows } = await db.query<ExportedNoticeRow>(
    `select c.slug as clinic, n.appointment_id as "appointmentId", n.kind, n.channel, n.state, n.reason,
       n.due_at as "dueAt", n.finished_at as "finishedAt"
     from notice n join clinic c on c.id = n.clinic_id
     where n.patient_id = $1 order by n.created_at desc, n.id limit $2`,
    [patientId, most],
  )
  return rows
}

/** @returns how many were given up, and how many forgotten */
export async function endStuckNotices(db: Queryable, lateDays: number, reason: string): Promise<number> {
  const { rowCount } = await db.query(
    `update notice set state = 'refused', reason = $2, finished_at = now(), sealed_words = null
     where state = 'waiting' and due_at < now() - make_interval(days => $1)`,
    [lateDays, reason],
  )
  return rowCount ?? 0
}

export async function deleteEndedNotices(db: Queryable, afterDays: number): Promise<number> {
  const { rowCount } = await db.query(
    'delete from notice where finished_at < now() - make_interval(days => $1)',
    [afterDays],
  )
  return rowCount ?? 0
}
