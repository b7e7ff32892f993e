import { Refusal } from '@polyclinic/contract'
import { type Actor, actorReference } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { findOnce, insertOnce, lockOnce } from './once-queries.ts'

/** A creating request that may be repeated under its key. */
export interface Once {
  readonly idempotencyKey: string
  /** SHA-256 of the request, hex */
  readonly fingerprint: string
}

/**
 * Does the work unless it was done under this key: then what it made is given again. The key commits with the work; a
 * duplicate in flight waits for the first. Only the identifier is kept, since a document may name people.
 * @param make does it, and gives the identifier with what it gives
 * @param again what is there of that identifier now
 * @throws Refusal idempotency-mismatch for another request under the same key
 */
export async function doOnce<T extends { id: string }>(
  tx: Queryable,
  given: { actor: Actor; route: string; once: Once },
  make: () => Promise<T>,
  again: (id: string) => Promise<T>,
): Promise<T> {
  const { idempotencyKey: key, fingerprint } = given.once
  const name = { principal: actorReference(given.actor), route: given.route, key }
  await lockOnce(tx, name)
  const found = await findOnce(tx, name)
  if (found && found.fingerprint !== fingerprint) throw new Refusal('idempotency-mismatch', {})
  if (found) return again(found.id)
  const made = await make()
  await insertOnce(tx, { ...name, fingerprint, id: made.id })
  return made
}
