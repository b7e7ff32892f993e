import { type Actor, authorise } from '@polyclinic/guard'
import { type Anchors, type AuditVerdict, type Queryable, verifyAuditChain } from '@polyclinic/postgres'

/** Recomputes this clinic's chain. @param anchors what the control plane has noted of it */
export function verifyAudit(
  clinic: { readonly id: string; readonly database: Queryable },
  actor: Actor,
  anchors: Anchors,
): Promise<AuditVerdict> {
  authorise(actor, 'audit.verify', clinic)
  return verifyAuditChain(clinic.database, anchors)
}
