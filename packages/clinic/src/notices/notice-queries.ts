import type { AppointmentStatus } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'

export interface NoticeRulesRow {
  /** By the database's clock */
  now: Date
  /** When the quiet hours of this moment end; null where there are none now */
  quietUntil: Date | null
  channels: ('email' | 'sms')[]
}

export async function findNoticeRules(db: Queryable): Promise<NoticeRulesRow | undefined> {
  const { rows } = await db.query<NoticeRulesRow>({
    name: 'find-notice-rules',
    text: `select now() as now, upper(quiet_hours(now(), p)) as "quietUntil", p.notice_channels as channels
      from clinic_profile p`,
  })
  return rows[0]
}

export interface VisitRow {
  id: string
  version: number
  status: AppointmentStatus
  patientId: string
  doctorId: string
  doctorName: string
  visitTypeName: string
  reference: string
  startsAt: Date
  endsAt: Date
  /** YYYY-MM-DD, of the clinic's calendar */
  localDate: string
  displaced: boolean
  /** Set for what is or was a hold and no booking */
  holdExpiresAt: Date | null
  /** Of a cancelled one: in which capacity whoever did it acted */
  cancelledBy: string | null
  /** Cancelled, and the same patient has booked the same time again */
  bookedAgain: boolean
}

const columns = `a.id, a.version, a.status, a.patient_id as "patientId", a.doctor_id as "doctorId",
  d.name as "doctorName", v.name as "visitTypeName", a.reference, a.starts_at as "startsAt", a.ends_at as "endsAt",
  a.local_date::text as "localDate", a.displaced_at is not null as displaced, a.hold_expires_at as "holdExpiresAt"`

export async function findVisits(db: Queryable, ids: readonly string[]): Promise<VisitRow[]> {
  const { rows } = await db.query<VisitRow>({
    name: 'find-visits-to-tell',
    text: `select ${columns},
        case when a.status = 'cancelled' then (
          select e.payload ->> 'by' from appointment_event e
          where e.appointment_id = a.id and e.type in ('cancelled', 'hold-ended') order by e.at desc limit 1)
        end as "cancelledBy",
        a.status = 'cancelled' and exists (
          select from appointment b
          where b.patient_id = a.patient_id and b.starts_at = a.starts_at and b.doctor_id = a.doctor_id
            and b.status in ('pending', 'booked') and b.hold_expires_at is null
            and b.booked_at >= a.cancelled_at) as "bookedAgain"
      from appointment a join doctor d on d.id = a.doctor_id join visit_type v on v.id = a.visit_type_id
      where a.id = any ($1::uuid[])
      order by a.starts_at, a.id`,
    values: [ids],
  })
  return rows
}

export interface ReminderRow {
  appointmentId: string
  patientId: string
  version: number
  startsAt: Date
  /** Before the visit */
  minutes: number
  dueAt: Date
}

/** @param only of these appointments; of all where absent */
export async function findDueReminders(
  db: Queryable,
  { from, until }: { readonly from: Date; readonly until: Date },
  only?: readonly string[],
): Promise<ReminderRow[]> {
  const { rows } = await db.query<ReminderRow>({
    name: 'find-due-reminders',
    text: `select appointment_id as "appointmentId", patient_id as "patientId", version, starts_at as "startsAt",
        minutes, due_at as "dueAt"
      from due_reminders($1, $2, $3::uuid[])`,
    values: [from, until, only],
  })
  return rows
}

export interface DayListRow {
  doctorId: string
  localDate: string
  dueAt: Date
}

export async function findDueDayLists(
  db: Queryable,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<DayListRow[]> {
  const { rows } = await db.query<DayListRow>(
    `select doctor_id as "doctorId", local_date::text as "localDate", due_at as "dueAt" from due_day_lists($1, $2)`,
    [from, until],
  )
  return rows
}

/** What a doctor does on a day of the clinic's calendar, earliest first. */
export async function findVisitsOfDay(
  db: Queryable,
  doctorId: string,
  localDate: string,
): Promise<Pick<VisitRow, 'startsAt' | 'endsAt' | 'visitTypeName' | 'reference'>[]> {
  const { rows } = await db.query<VisitRow>(
    `select a.starts_at as "startsAt", a.ends_at as "endsAt", v.name as "visitTypeName", a.reference
     from appointment a join visit_type v on v.id = a.visit_type_id
     where a.doctor_id = $1 and a.local_date = $2::date and a.status in ('pending', 'booked', 'arrived')
       and a.hold_expires_at is null and a.displaced_at is null
     order by a.starts_at, a.id`,
    [doctorId, localDate],
  )
  return rows
}

export interface DoctorContactRow {
  name: string
  wrappedKey: Buffer
  sealedEmail: Buffer | null
}

export async function findDoctorContact(db: Queryable, id: string): Promise<DoctorContactRow | undefined> {
  const { rows } = await db.query<DoctorContactRow>(
    `select name, wrapped_key as "wrappedKey", sealed_email as "sealedEmail" from doctor where id = $1 and active`,
    [id],
  )
  return rows[0]
}
