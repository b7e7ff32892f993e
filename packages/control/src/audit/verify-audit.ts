import { type Actor, authorise } from '@polyclinic/guard'
import { type Anchors, type AuditVerdict, verifyAuditChain } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { findAnchors } from './anchor-queries.ts'

/** What was noted of a clinic's chain, or of the control plane's own. */
export function anchorsOf(
  control: Pick<ControlPlane, 'database'>,
  actor: Actor,
  clinicId: string | undefined,
): Anchors {
  authorise(actor, 'audit.verify')
  return (after, limit) => findAnchors(control.database, { clinicId, after, limit })
}

/** Recomputes the control plane's own chain. */
export function verifyControlAudit(
  control: Pick<ControlPlane, 'database'>,
  actor: Actor,
): Promise<AuditVerdict> {
  return verifyAuditChain(control.database, anchorsOf(control, actor, undefined))
}
