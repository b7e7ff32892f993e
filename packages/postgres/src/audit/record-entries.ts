import { v7 as newId } from 'uuid'
import type { Database, Queryable } from '../pools/index.ts'
import type { AuditEntry } from './audit-entry.ts'
import { insertAuditEntries } from './audit-queries.ts'
import type { AuditTrail } from './audit-trail.ts'

/**
 * Records what happens now, all of it in one statement.
 * @param tx the transaction of a writing: then its database alone counts
 * @throws AuditUnwritable for a reading that neither the database nor the spool takes
 */
export async function recordEntries(
  place: { readonly database: Database; readonly audit?: AuditTrail | undefined },
  entries: readonly Omit<AuditEntry, 'id' | 'at'>[],
  tx?: Queryable,
): Promise<void> {
  if (entries.length === 0) return
  const at = new Date().toISOString()
  const complete = entries.map((entry) => ({ ...entry, id: newId(), at }))
  if (tx || !place.audit) await insertAuditEntries(tx ?? place.database, complete)
  else await place.audit.record(complete)
}
