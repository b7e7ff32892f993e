import type { Queryable } from '@polyclinic/postgres'

/** Deletes the replies kept for repeated requests that are older than the day they are promised for; says how many. */
export async function forgetOldReplies(db: Queryable): Promise<number> {
  const { rowCount } = await db.query(
    `delete from idempotency_key where created_at < now() - interval '24 hours'`,
  )
  return rowCount ?? 0
}
