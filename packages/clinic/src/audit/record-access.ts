import { type Access, accessorOf, type Actor, type Standing } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import type { Clinic } from '../clinic.ts'
import { insertEntries } from './audit-queries.ts'

/**
 * Notes who has seen or changed what of a patient: of a writing within its transaction, of a reading before its answer
 * goes out.
 * @param db the transaction, where there is one
 */
export async function recordAccess(
  clinic: Clinic,
  actor: Actor,
  standing: Standing,
  { kind, purpose, objects }: Access,
  db: Queryable = clinic.database,
): Promise<void> {
  if (objects.length === 0) return
  await insertEntries(
    db,
    objects.map(({ type, id, patientId }) => ({
      ...accessorOf(actor, standing, patientId),
      kind,
      purpose,
      objectType: type,
      objectId: id,
      patientId,
    })),
  )
}
