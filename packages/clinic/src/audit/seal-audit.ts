import { type Actor, authorise } from '@polyclinic/guard'
import { type ChainHead, type Queryable, sealAuditEntries } from '@polyclinic/postgres'

/**
 * Links what this clinic has recorded.
 * @param signal begin no further batch once it is given
 * @returns the chain's head, where it is known, and whether something is left for later
 */
export function sealAudit(
  clinic: { readonly id: string; readonly database: Queryable },
  actor: Actor,
  signal?: AbortSignal,
): Promise<{ sealed: number; head: ChainHead | undefined; remains: boolean }> {
  authorise(actor, 'audit.seal', clinic)
  return sealAuditEntries(clinic.database, signal)
}
