import type { Queryable } from '@polyclinic/postgres'
import type { NoticeChannel, NoticeKind } from './notice.ts'

export interface NewNotice {
  readonly clinicId: string
  /** Unique at its clinic */
  readonly occasion: string
  readonly kind: NoticeKind
  readonly channel?: NoticeChannel | undefined
  readonly patientId?: string | undefined
  readonly doctorId?: string | undefined
  readonly appointmentId?: string | undefined
  readonly version?: number | undefined
  /** Instant, of the visit */
  readonly startsAt?: string | undefined
  readonly localDate?: string | undefined
  /** Instant; at once where it is over */
  readonly dueAt: string
}

export interface MadeNotice {
  readonly id: string
  readonly clinicId: string
  /** From now */
  readonly afterSeconds: number
}

/**
 * One an occasion: what is there already stays as it is.
 * @param queued whoever calls gives each a job
 * @returns those that are new
 */
export async function insertNotices(
  db: Queryable,
  notices: readonly NewNotice[],
  queued: boolean,
): Promise<MadeNotice[]> {
  const { rows } = await db.query<MadeNotice>({
    name: 'insert-notices',
    text: `insert into notice (clinic_id, occasion, kind, channel, patient_id, doctor_id, appointment_id, version,
         starts_at, local_date, due_at, queued)
       select n."clinicId", n.occasion, n.kind, n.channel, n."patientId", n."doctorId", n."appointmentId", n.version,
         n."startsAt", n."localDate", n."dueAt", $2
       from json_to_recordset($1::json) as n ("clinicId" uuid, occasion text, kind text, channel text, "patientId" uuid,
         "doctorId" uuid, "appointmentId" uuid, version integer, "startsAt" timestamptz, "localDate" date,
         "dueAt" timestamptz)
       -- whoever was erased meanwhile is told nothing
       where not exists (select from patient p where p.id = n."patientId" and p.erased_at is not null)
       order by n."clinicId", n.occasion
       on conflict (clinic_id, occasion) do nothing
       returning id, clinic_id as "clinicId", greatest(extract(epoch from due_at - now()), 0)::float8 as "afterSeconds"`,
    values: [JSON.stringify(notices), queued],
  })
  return rows
}

export interface NoticeRow {
  readonly id: string
  readonly clinicId: string
  readonly kind: NoticeKind
  readonly channel: NoticeChannel | null
  readonly patientId: string | null
  readonly doctorId: string | null
  readonly appointmentId: string | null
  readonly version: number | null
  readonly startsAt: Date | null
  readonly localDate: string | null
  readonly sealedWords: Buffer | null
  readonly attempts: number
  readonly messageId: string | null
}

const columns = `n.id, n.clinic_id as "clinicId", n.kind, n.channel, n.patient_id as "patientId",
  n.doctor_id as "doctorId", n.appointment_id as "appointmentId", n.version, n.starts_at as "startsAt",
  n.local_date::text as "localDate", n.sealed_words as "sealedWords", n.attempts, n.message_id as "messageId"`

export async function findWaitingNotice(db: Queryable, id: string): Promise<NoticeRow | undefined> {
  const { rows } = await db.query<NoticeRow>({
    name: 'find-waiting-notice',
    text: `select ${columns} from notice n where n.id = $1 and n.state = 'waiting'`,
    values: [id],
  })
  return rows[0]
}

/**
 * What may go out in one message with a waiting notice: the other waiting ones of its message where it has one, else
 * those of the same kind and way to the same patient that have none yet.
 */
export async function findCompanions(db: Queryable, notice: NoticeRow): Promise<NoticeRow[]> {
  const { id, messageId, clinicId, patientId, kind, channel } = notice
  const { rows } = await db.query<NoticeRow>({
    name: 'find-companion-notices',
    text: `select ${columns} from notice n
      where n.state = 'waiting' and n.clinic_id = $3 and n.patient_id = $4 and n.id <> $1 and n.kind = $5
        and n.message_id is not distinct from $2 and n.channel is not distinct from $6
      order by n.id`,
    values: [id, messageId, clinicId, patientId, kind, channel],
  })
  return rows
}

export interface ToldRow {
  readonly appointmentId: string
  readonly kind: NoticeKind
  readonly channel: NoticeChannel | null
  readonly state: 'waiting' | 'sent' | 'refused' | 'dropped'
  readonly version: number
  readonly toldVersion: number | null
  readonly toldStartsAt: Date | null
  readonly toldDoctorId: string | null
  readonly toldStatus: string | null
}

/** What was told of appointments and what is about to be, reminders aside; the oldest first. */
export async function findTold(
  db: Queryable,
  clinicId: string,
  appointmentIds: readonly string[],
): Promise<ToldRow[]> {
  const { rows } = await db.query<ToldRow>({
    name: 'find-told',
    text: `select n.appointment_id as "appointmentId", n.kind, n.channel, n.state, n.version, n.told_version as "toldVersion",
        n.told_starts_at as "toldStartsAt", n.told_doctor_id as "toldDoctorId",
        n.told_status as "toldStatus"
      from notice n
      where n.clinic_id = $1 and n.appointment_id = any ($2::uuid[]) and n.kind <> 'reminder' and n.kind <> 'by-hand'
      order by n.finished_at nulls last, n.id`,
    values: [clinicId, appointmentIds],
  })
  return rows
}

export interface DueNotice {
  readonly id: string
  readonly clinicId: string
  readonly afterSeconds: number
}

/** Those that are due soon and that no job has, the first ones; from now on one has them. Leaves what others take. */
export async function takeDue(
  db: Queryable,
  { withinSeconds, most }: { readonly withinSeconds: number; readonly most: number },
): Promise<DueNotice[]> {
  const { rows } = await db.query<DueNotice>({
    name: 'take-due-notices',
    text: `with due as (
         select id from notice
         where state = 'waiting' and not queued and due_at <= now() + make_interval(secs => $1)
         order by due_at limit $2 for update skip locked
       ), taken as (
         update notice n set queued = true from due where n.id = due.id
         returning n.id, n.clinic_id, n.due_at
       )
       select id, clinic_id as "clinicId", greatest(extract(epoch from due_at - now()), 0)::float8 as "afterSeconds"
       from taken order by due_at, id`,
    values: [withinSeconds, most],
  })
  return rows
}
