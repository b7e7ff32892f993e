import type { Queryable } from '@polyclinic/postgres'
import type { JWK } from 'jose'

export interface SigningKeyRow {
  kid: string
  algorithm: string
  publicJwk: JWK
  sealedPrivateJwk: Buffer
  state: 'next' | 'current' | 'retired'
  createdAt: Date
  retiredAt: Date | null
}

export type NewSigningKey = Pick<SigningKeyRow, 'kid' | 'algorithm' | 'publicJwk' | 'sealedPrivateJwk'>

const columns = `kid, algorithm, public_jwk as "publicJwk", sealed_private_jwk as "sealedPrivateJwk", state,
  created_at as "createdAt", retired_at as "retiredAt"`

/**
 * Keys that may still verify a token, or will: all but those retired for longer than a token lives (ten minutes), than a
 * process may go on signing with what it remembers (one), and than clocks may differ.
 */
export async function findSigningKeys(db: Queryable): Promise<SigningKeyRow[]> {
  const { rows } = await db.query<SigningKeyRow>(
    `select ${columns} from signing_key
     where retired_at is null or retired_at > now() - interval '15 minutes' order by created_at, kid`,
  )
  return rows
}

export async function findAllSigningKeys(db: Queryable): Promise<SigningKeyRow[]> {
  const { rows } = await db.query<SigningKeyRow>(
    `select ${columns} from signing_key order by created_at desc, kid`,
  )
  return rows
}

/** Of two processes that find no key of that state at once, one makes it. */
export async function insertWhereNone(
  db: Queryable,
  state: 'next' | 'current',
  key: NewSigningKey,
): Promise<void> {
  await db.query(
    `insert into signing_key (kid, algorithm, public_jwk, sealed_private_jwk, state)
     select $1, $2, $3, $4, $5 where not exists (select from signing_key where state = $5)
     on conflict do nothing`,
    [key.kid, key.algorithm, JSON.stringify(key.publicJwk), key.sealedPrivateJwk, state],
  )
}

/** The key that is to sign next, locked, with how long it has been shown. */
export async function lockNextKey(tx: Queryable): Promise<{ kid: string; shownSeconds: number } | undefined> {
  const { rows } = await tx.query<{ kid: string; shownSeconds: number }>(
    `select kid, extract(epoch from now() - created_at)::float8 as "shownSeconds"
     from signing_key where state = 'next' for update`,
  )
  return rows[0]
}

/** What signed verifies on; what was shown signs. */
export async function promoteNextKey(tx: Queryable): Promise<void> {
  await tx.query(`update signing_key set state = 'retired', retired_at = now() where state = 'current'`)
  await tx.query(`update signing_key set state = 'current' where state = 'next'`)
}

export async function deleteRetiredKeys(db: Queryable, days: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from signing_key where state = 'retired' and retired_at < now() - make_interval(days => $1)`,
    [days],
  )
  return rowCount ?? 0
}
