import type { Queryable } from '@polyclinic/postgres'
import { markEnded } from './session-queries.ts'

/** Why a session ended before its time. */
export type EndedBy = 'logout' | 'owner' | 're-use' | 'password' | 'account' | 'erasure'

export interface EndingOfSessions {
  readonly by: EndedBy
  /** That session goes on */
  readonly except?: string | undefined
  /** That session alone is ended */
  readonly only?: string | undefined
}

/**
 * Ends an account's sessions, all of them unless told. Every process hears of it when the transaction commits and
 * refuses their access tokens; this one at once, when `EndedSessions` is told after the commit.
 * @returns the ids of those that were open
 */
export function endSessions(
  tx: Queryable,
  accountId: string,
  { by, ...which }: EndingOfSessions,
): Promise<string[]> {
  return markEnded(tx, { accountId, ...which }, by)
}
