import { type Actor, authorise, personalKeyPlace } from '@polyclinic/guard'
import { bringUp } from '@polyclinic/postgres'
import type { Clinic } from '../clinic.ts'
import { wrappedColumns } from './wrapped-columns.ts'

/**
 * Wraps every personal key that this clinic holds with the current version; the keys themselves stay. Repeating it
 * carries on, and in the end changes nothing.
 * @returns how many were of another version
 */
export async function rotateClinicKeys(
  clinic: Pick<Clinic, 'id' | 'database' | 'vault'>,
  actor: Actor,
): Promise<{ rewrapped: number }> {
  authorise(actor, 'key.manage', clinic)
  const { database, vault } = clinic
  let rewrapped = 0
  for (const column of wrappedColumns) {
    rewrapped += await bringUp(
      database,
      column,
      () => vault.currentVersion,
      (value, owner) => vault.rewrap(value, personalKeyPlace(owner)),
    )
  }
  return { rewrapped }
}
