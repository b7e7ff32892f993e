import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise, mayActFor } from '@polyclinic/guard'
import { type AuditFilter, type AuditRow, findAuditEntries } from '@polyclinic/postgres'
import type { Clinic } from '../clinic.ts'
import { reading } from './accessed.ts'
import { recordAccess } from './record-access.ts'

/**
 * Who read or changed what this clinic keeps of a patient, the newest first; one more than the limit. For the patient
 * and their guardians. A clinic that does not know them gives nothing, and notes nothing.
 */
export async function listAccesses(
  clinic: Clinic,
  actor: Actor,
  patientId: string,
  page: Pick<AuditFilter, 'after' | 'limit'>,
): Promise<AuditRow[]> {
  const standing = authorise(actor, 'access.read-own', clinic)
  if (!(await mayActFor(actor, standing, patientId))) throw new Refusal('not-allowed', {})
  const rows = await findAuditEntries(clinic.database, { ...page, patientId })
  const shown = rows.length === 0 ? [] : [{ id: patientId, patientId }]
  await recordAccess(clinic, actor, standing, reading('access.read-own', 'audit', shown))
  return rows
}
