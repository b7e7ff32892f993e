import { Refusal } from '@polyclinic/contract'
import { type Access, accessorOf, type Actor, type Standing } from '@polyclinic/guard'
import { AuditUnwritable, insertAuditEntries, type Queryable } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import type { ControlPlane } from '../control-plane.ts'

/**
 * Notes who has seen or changed what of a patient: of a writing within its transaction, of a reading before its answer
 * goes out. All that one request showed is one statement.
 * @param db the transaction, where there is one
 * @throws Refusal service-unavailable for a reading that can be noted nowhere: nobody reads unrecorded
 */
export async function recordAccess(
  control: Pick<ControlPlane, 'database' | 'audit'>,
  actor: Actor,
  standing: Standing,
  { kind, purpose, objects }: Access,
  db?: Queryable,
): Promise<void> {
  if (objects.length === 0) return
  const at = new Date().toISOString()
  const entries = objects.map(({ type, id, patientId }) => ({
    ...accessorOf(actor, standing, patientId),
    id: newId(),
    at,
    kind,
    purpose,
    objectType: type,
    objectId: id,
    patientId,
  }))
  if (db || !control.audit) return insertAuditEntries(db ?? control.database, entries)
  try {
    await control.audit.record(entries)
  } catch (error) {
    if (!(error instanceof AuditUnwritable)) throw error
    throw new Refusal(
      'service-unavailable',
      { retryAfter: 30 },
      'Nothing can be shown that cannot be recorded.',
    )
  }
}
