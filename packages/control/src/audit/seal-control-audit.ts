import { type Actor, authorise } from '@polyclinic/guard'
import { type ChainHead, sealAuditEntries } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'

/** Links what the control plane has recorded. */
export function sealControlAudit(
  control: Pick<ControlPlane, 'database'>,
  actor: Actor,
): Promise<{ sealed: number; head: ChainHead | undefined; remains: boolean }> {
  authorise(actor, 'audit.seal')
  return sealAuditEntries(control.database)
}
