import { type Actor, authorise } from '@polyclinic/guard'
import { type AuditFilter, type AuditRow, findAuditEntries } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { recordAccess } from './record-access.ts'
import { choosePatientOf } from './choose-patient-of.ts'

/**
 * Who read or changed what the control plane keeps of a patient, the newest first; one more than the limit. For the
 * patient and their guardians.
 */
export async function listControlAccesses(
  control: ControlPlane,
  actor: Actor,
  dependent: string | undefined,
  page: Pick<AuditFilter, 'after' | 'limit'>,
): Promise<{ patientId: string; rows: AuditRow[] }> {
  const standing = authorise(actor, 'access.read-own')
  const patientId = await choosePatientOf(actor, standing, dependent)
  const rows = await findAuditEntries(control.database, { ...page, patientId })
  const objects = [{ type: 'audit', id: undefined, patientId }]
  await recordAccess(control, actor, standing, { kind: 'read', purpose: 'access.read-own', objects })
  return { patientId, rows }
}
