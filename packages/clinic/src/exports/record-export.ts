import type { Actor, Standing } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'

/** Notes each patient of a file once, before it goes out. */
export async function recordExport(
  clinic: Clinic,
  actor: Actor,
  standing: Standing,
  patientIds: Iterable<string>,
): Promise<void> {
  const objects = [...new Set(patientIds)].map((id) => ({ type: 'patient-export', id, patientId: id }))
  await recordAccess(clinic, actor, standing, { kind: 'read', purpose: 'clinic.export', objects })
}
