import type { Queryable } from '../pools/index.ts'
import type { ChainHead } from './audit-entry.ts'
import { callSealing } from './audit-queries.ts'

const atOnce = 1_000

/**
 * Links what can be linked by now: what was committed and has no older transaction beside it.
 * @param signal begin no further batch once it is given
 * @returns how many, the chain's head where it is known, and whether something is left for later
 */
export async function sealAuditEntries(
  db: Queryable,
  signal?: AbortSignal,
): Promise<{ sealed: number; head: ChainHead | undefined; remains: boolean }> {
  for (let sealed = 0; ; ) {
    const batch = await callSealing(db, atOnce)
    sealed += batch.sealed
    if (batch.sealed < atOnce || signal?.aborted) return { ...batch, sealed }
  }
}
