import type { Queryable } from '@polyclinic/postgres'
import type { EndedBy } from './end-sessions.ts'

export interface SessionRow {
  id: string
  accountId: string
  method: 'password' | 'link' | 'code'
  secondFactor: boolean
  sealedDevice: Buffer | null
  createdAt: Date
  lastUsedAt: Date
  expiresAt: Date
  endedAt: Date | null
}

const columns = `s.id, s.account_id as "accountId", s.method, s.second_factor as "secondFactor",
  s.sealed_device as "sealedDevice", s.created_at as "createdAt", s.last_used_at as "lastUsedAt",
  s.expires_at as "expiresAt", s.ended_at as "endedAt"`

export type NewSession = Pick<
  SessionRow,
  'id' | 'accountId' | 'method' | 'secondFactor' | 'sealedDevice' | 'createdAt' | 'expiresAt'
>

export async function insertSession(tx: Queryable, session: NewSession, tokenHash: Buffer): Promise<void> {
  await tx.query(
    `insert into session
       (id, account_id, method, second_factor, sealed_device, created_at, last_used_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [
      session.id,
      session.accountId,
      session.method,
      session.secondFactor,
      session.sealedDevice,
      session.createdAt,
      session.expiresAt,
    ],
  )
  await insertRefreshToken(tx, session.id, tokenHash, session.createdAt)
}

export async function insertRefreshToken(
  tx: Queryable,
  sessionId: string,
  hash: Buffer,
  at: Date,
): Promise<void> {
  await tx.query('insert into refresh_token (hash, session_id, created_at) values ($1, $2, $3)', [
    hash,
    sessionId,
    at,
  ])
}

/** The session that a refresh token belongs to, locked: its tokens are used one after the other. */
export async function lockSessionOf(tx: Queryable, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const { rows } = await tx.query<SessionRow>(
    `select ${columns} from session s
     where s.id = (select session_id from refresh_token where hash = $1) for update`,
    [tokenHash],
  )
  return rows[0]
}

export interface TokenUse {
  usedAt: Date | null
  successorUsed: boolean
}

/** Asked under the session's lock, so that a use under way is seen. */
export async function findTokenUse(
  tx: Queryable,
  hash: Buffer,
  successorHash: Buffer,
): Promise<TokenUse | undefined> {
  const { rows } = await tx.query<TokenUse>(
    `select t.used_at as "usedAt", next.used_at is not null as "successorUsed"
     from refresh_token t left join refresh_token next on next.hash = $2 where t.hash = $1`,
    [hash, successorHash],
  )
  return rows[0]
}

export async function markUsed(tx: Queryable, sessionId: string, hash: Buffer, at: Date): Promise<void> {
  await tx.query('update refresh_token set used_at = $2 where hash = $1', [hash, at])
  await tx.query('update session set last_used_at = $2 where id = $1', [sessionId, at])
}

export async function findOpenSessions(db: Queryable, accountId: string, at: Date): Promise<SessionRow[]> {
  const { rows } = await db.query<SessionRow>(
    `select ${columns} from session s
     where s.account_id = $1 and s.ended_at is null and s.expires_at > $2 order by s.last_used_at desc, s.id`,
    [accountId, at],
  )
  return rows
}

export async function findSession(db: Queryable, id: string): Promise<SessionRow | undefined> {
  const { rows } = await db.query<SessionRow>(`select ${columns} from session s where s.id = $1`, [id])
  return rows[0]
}

export interface WhichSessions {
  readonly accountId: string
  readonly only?: string | undefined
  readonly except?: string | undefined
}

/** @returns the ids of those that it ended; a trigger announces each */
export async function markEnded(tx: Queryable, which: WhichSessions, by: EndedBy): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `update session set ended_at = now(), ended_by = $2
     where account_id = $1 and ended_at is null and id = coalesce($3, id) and id is distinct from $4
     returning id`,
    [which.accountId, by, which.only ?? null, which.except ?? null],
  )
  return rows.map(({ id }) => id)
}

export async function findEndedSince(db: Queryable, seconds: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from session where ended_at > now() - make_interval(secs => $1)`,
    [seconds],
  )
  return rows.map(({ id }) => id)
}

export async function markSecondFactor(db: Queryable, sessionId: string): Promise<void> {
  await db.query('update session set second_factor = true where id = $1', [sessionId])
}

/** With their tokens; a day after nobody can use them any more. */
export async function deleteOldSessions(tx: Queryable, accountId: string, at: Date): Promise<void> {
  await tx.query(
    `delete from session where account_id = $1
     and least(expires_at, coalesce(ended_at, expires_at)) < $2::timestamptz - interval '1 day'`,
    [accountId, at],
  )
}

/** Of all accounts, whoever never came back; with their tokens. */
export async function deleteEndedSessions(db: Queryable, days: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from session where least(expires_at, ended_at) < now() - make_interval(days => $1)`,
    [days],
  )
  return rowCount ?? 0
}
