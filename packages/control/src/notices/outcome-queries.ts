import type { Queryable } from '@polyclinic/postgres'
import type { NoticeChannel } from './notice.ts'

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
