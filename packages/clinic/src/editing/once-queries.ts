import type { Queryable } from '@polyclinic/postgres'

interface Name {
  principal: string
  route: string
  key: string
}

/** Waits for a request of the same key that is under way. */
export async function lockOnce(tx: Queryable, { principal, route, key }: Name): Promise<void> {
  await tx.query(
    "select pg_advisory_xact_lock(lock_key('key', concat_ws(' ', $1::text, $2::text, $3::text)))",
    [principal, route, key],
  )
}

export async function findOnce(
  tx: Queryable,
  { principal, route, key }: Name,
): Promise<{ fingerprint: string; id: string } | undefined> {
  const { rows } = await tx.query<{ fingerprint: string; id: string }>(
    `select encode(fingerprint, 'hex') as fingerprint, reply ->> 'id' as id
     from idempotency_key where principal = $1 and route = $2 and key = $3`,
    [principal, route, key],
  )
  return rows[0]
}

export async function insertOnce(
  tx: Queryable,
  { principal, route, key, fingerprint, id }: Name & { fingerprint: string; id: string },
): Promise<void> {
  await tx.query(
    `insert into idempotency_key (principal, route, key, fingerprint, reply)
     values ($1, $2, $3, decode($4, 'hex'), jsonb_build_object('id', $5::text))`,
    [principal, route, key, fingerprint, id],
  )
}
