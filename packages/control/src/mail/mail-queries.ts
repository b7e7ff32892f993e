import type { Queryable } from '@polyclinic/postgres'
import type { SealedMail } from './open-mail.ts'

export interface NewMail {
  readonly id: string
  readonly kind: string
  readonly accountId: string | undefined
  readonly wrappedKey: Buffer
  readonly sealedContents: Buffer
}

export async function insertMail(db: Queryable, mail: NewMail): Promise<void> {
  await db.query(
    'insert into mail (id, kind, account_id, wrapped_key, sealed_contents) values ($1, $2, $3, $4, $5)',
    [mail.id, mail.kind, mail.accountId, mail.wrappedKey, mail.sealedContents],
  )
}

export interface WaitingMailRow extends SealedMail {
  /** So long ago that what it says is over */
  readonly late: boolean
}

/** @param lateDays after so many it is late */
export async function findWaitingMail(
  db: Queryable,
  id: string,
  lateDays: number,
): Promise<WaitingMailRow | undefined> {
  const { rows } = await db.query<WaitingMailRow>(
    `select id, kind, wrapped_key as "wrappedKey", sealed_contents as "sealedContents",
       created_at < now() - make_interval(days => $2) as late
     from mail where id = $1 and state = 'waiting'`,
    [id, lateDays],
  )
  return rows[0]
}

/** Its contents and their key go with it. */
export async function endMail(
  db: Queryable,
  id: string,
  end: { state: 'sent' } | { state: 'refused'; error: string },
): Promise<void> {
  await db.query(
    `update mail set state = $2, error = $3, attempts = attempts + 1, finished_at = now(), wrapped_key = null,
       sealed_contents = null
     where id = $1 and state = 'waiting'`,
    [id, end.state, end.state === 'refused' ? end.error : null],
  )
}

export async function noteFailure(db: Queryable, id: string, error: string): Promise<void> {
  await db.query(`update mail set attempts = attempts + 1, error = $2 where id = $1 and state = 'waiting'`, [
    id,
    error,
  ])
}

/** Those whose job is gone too. */
export async function endLateMails(db: Queryable, lateDays: number, error: string): Promise<number> {
  const { rowCount } = await db.query(
    `update mail set state = 'refused', error = $2, finished_at = now(), wrapped_key = null, sealed_contents = null
     where state = 'waiting' and created_at < now() - make_interval(days => $1)`,
    [lateDays, error],
  )
  return rowCount ?? 0
}

export async function deleteEndedMails(db: Queryable, afterDays: number): Promise<number> {
  const { rowCount } = await db.query(
    'delete from mail where finished_at < now() - make_interval(days => $1)',
    [afterDays],
  )
  return rowCount ?? 0
}
