import type { Queryable } from '@polyclinic/postgres'
import type { NoticeChannel, NoticeKind } from './notice.ts'

export interface NewNotice {
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
  clinicId: string,
  notices: readonly NewNotice[],
  queued: boolean,
): Promise<MadeNotice[]> {
  const { rows } = await db.query<MadeNotice>({
    name: 'insert-notices',
    text: `insert into notice (clinic_id, occasion, kind, channel, patient_id, doctor_id, appointment_id, version,
         starts_at, local_date, due_at, queued)
       select $1, n.occasion, n.kind, n.channel, n."patientId", n."doctorId", n."appointmentId", n.version,
         n."startsAt", n."localDate", n."dueAt", $3
       from json_to_recordset($2::json) as n (occasion text, kind text, channel text, "patientId" uuid,
         "doctorId" uuid, "appointmentId" uuid, version integer, "startsAt" timestamptz, "localDate" date,
         "dueAt" timestamptz)
       -- whoever was erased meanwhile is told nothing
       where not exists (select from patient p where p.id = n."patientId" and p.erased_at is not null)
       order by n.occasion
       on conflict (clinic_id, occasion) do nothing
       returning id, greatest(extract(epoch from due_at - now()), 0)::float8 as "afterSeconds"`,
    values: [clinicId, JSON.stringify(notices), queued],
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

/** They go out in that message and no other. */
export async function putInMessage(
  db: Queryable,
  ids: readonly string[],
  messageId: string,
  channel: NoticeChannel,
): Promise<void> {
  await db.query({
    name: 'put-in-message',
    text: `update notice set message_id = $2, channel = $3, queued = true
      where id = any ($1::uuid[]) and state = 'waiting'`,
    values: [ids, messageId, channel],
  })
}

export interface Told {
  readonly id: string
  readonly version?: number | undefined
  readonly startsAt?: string | undefined
  readonly doctorId?: string | undefined
  readonly status?: string | undefined
}

export async function endSent(db: Queryable, told: readonly Told[], providerId?: string): Promise<void> {
  await db.query({
    name: 'end-sent-notices',
    text: `update notice n set state = 'sent', attempts = n.attempts + 1, error = null, finished_at = now(),
        provider_id = $2, sealed_words = null, told_version = t.version, told_starts_at = t."startsAt",
        told_doctor_id = t."doctorId", told_status = t.status
      from json_to_recordset($1::json) as t (id uuid, version integer, "startsAt" timestamptz, "doctorId" uuid,
        status text)
      where n.id = t.id and n.state = 'waiting'`,
    values: [JSON.stringify(told), providerId],
  })
}

/** @param reason a word of ours, or a server's code */
export async function endUnsent(
  db: Queryable,
  ids: readonly string[],
  state: 'refused' | 'dropped',
  reason: string,
): Promise<void> {
  await db.query({
    name: 'end-unsent-notices',
    text: `update notice set state = $2, reason = $3, finished_at = now(), sealed_words = null,
        attempts = attempts + case $2 when 'refused' then 1 else 0 end
      where id = any ($1::uuid[]) and state = 'waiting'`,
    values: [ids, state, reason],
  })
}

/** They are due later: whoever looks for what is due finds them. @param error of an attempt; none was made without */
export async function putOff(
  db: Queryable,
  ids: readonly string[],
  until: { readonly seconds: number } | { readonly at: Date },
  error?: string,
): Promise<void> {
  const [seconds, at] = 'at' in until ? [null, until.at] : [until.seconds, null]
  await db.query({
    name: 'put-off-notices',
    text: `update notice set queued = false, due_at = coalesce($3, now() + make_interval(secs => $2)),
        error = coalesce($4, error), attempts = attempts + case when $4::text is null then 0 else 1 end
      where id = any ($1::uuid[]) and state = 'waiting'`,
    values: [ids, seconds, at, error],
  })
}

/** An attempt that failed for a reason of ours: the job tells the rest. */
export async function noteNoticeError(db: Queryable, id: string, error: string): Promise<void> {
  await db.query(
    `update notice set attempts = attempts + 1, error = $2 where id = $1 and state = 'waiting'`,
    [id, error],
  )
}

/** In the same ways and words, by another channel; once for each notice. */
export async function insertFallbacks(
  db: Queryable,
  ids: readonly string[],
  channel: NoticeChannel,
): Promise<{ id: string; clinicId: string }[]> {
  const { rows } = await db.query<{ id: string; clinicId: string }>(
    `insert into notice (clinic_id, occasion, kind, channel, patient_id, doctor_id, appointment_id, version, starts_at,
       local_date, sealed_words, asked_by, due_at, queued)
     select n.clinic_id, 'instead-of:' || n.id, n.kind, $2, n.patient_id, n.doctor_id, n.appointment_id, n.version,
       n.starts_at, n.local_date, n.sealed_words, n.asked_by, now(), true
     from notice n where n.id = any ($1::uuid[])
     on conflict (clinic_id, occasion) do nothing
     returning id, clinic_id as "clinicId"`,
    [ids, channel],
  )
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
