import { type Actor, authorise } from '@polyclinic/guard'
import { countVersions } from '@polyclinic/postgres'
import type { Clinic } from '../clinic.ts'
import { wrappedColumns } from './wrapped-columns.ts'

/** How many personal keys of this clinic are wrapped with each version. */
export async function countClinicKeyVersions(
  clinic: Pick<Clinic, 'id' | 'database'>,
  actor: Actor,
): Promise<Map<number, number>> {
  authorise(actor, 'key.manage', clinic)
  const counts = new Map<number, number>()
  for (const column of wrappedColumns) {
    for (const { version, count } of await countVersions(clinic.database, column)) {
      counts.set(version, (counts.get(version) ?? 0) + count)
    }
  }
  return counts
}
