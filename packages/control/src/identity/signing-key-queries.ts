import type { Queryable } from '@polyclinic/postgres'
import type { JWK } from 'jose'

export interface SigningKeyRow {
  kid: string
  algorithm: string
  publicJwk: JWK
  sealedPrivateJwk: Buffer
  state: 'next' | 'current' | 'retired'
}

/** Keys that may still verify a token: all but those retired longer ago than any token lives. */
export async function findSigningKeys(db: Queryable): Promise<SigningKeyRow[]> {
  const { rows } = await db.query<SigningKeyRow>(
    `select kid, algorithm, public_jwk as "publicJwk", sealed_private_jwk as "sealedPrivateJwk", state
     from signing_key where retired_at is null or retired_at > now() - interval '1 hour' order by created_at`,
  )
  return rows
}

/** Of two processes that find no key at once, one makes it. */
export async function insertFirstKey(db: Queryable, key: Omit<SigningKeyRow, 'state'>): Promise<void> {
  await db.query(
    `insert into signing_key (kid, algorithm, public_jwk, sealed_private_jwk, state)
     select $1, $2, $3, $4, 'current' where not exists (select from signing_key where state = 'current')
     on conflict do nothing`,
    [key.kid, key.algorithm, JSON.stringify(key.publicJwk), key.sealedPrivateJwk],
  )
}
