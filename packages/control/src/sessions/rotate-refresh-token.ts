import type { Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { hashOfToken, successorOf } from './refresh-secret.ts'
import {
  findTokenUse,
  insertRefreshToken,
  lockSessionOf,
  markUsed,
  type SessionRow,
} from './session-queries.ts'

/** For so long after its use a token gives its successor again: the reply may have been lost. */
const graceMilliseconds = 10_000

export type Rotation =
  | { readonly outcome: 'rotated'; readonly session: SessionRow; readonly successor: string }
  /** Somebody else has it too */
  | { readonly outcome: 'used-again'; readonly session: SessionRow }
  | { readonly outcome: 'refused' }

/** Uses a refresh token. Of two that use one at once, both get the same successor. */
export async function rotateRefreshToken(
  tx: Queryable,
  vault: Vault,
  token: string,
  at: Date,
): Promise<Rotation> {
  const hash = hashOfToken(token)
  const session = await lockSessionOf(tx, hash)
  if (!session || session.endedAt || session.expiresAt <= at) return { outcome: 'refused' }
  const successor = successorOf(token, vault)
  const use = await findTokenUse(tx, hash, hashOfToken(successor))
  if (!use) return { outcome: 'refused' }
  if (!use.usedAt) {
    await markUsed(tx, session.id, hash, at)
    await insertRefreshToken(tx, session.id, hashOfToken(successor), at)
    return { outcome: 'rotated', session, successor }
  }
  const isRetry = !use.successorUsed && at.getTime() - use.usedAt.getTime() <= graceMilliseconds
  return isRetry ? { outcome: 'rotated', session, successor } : { outcome: 'used-again', session }
}
