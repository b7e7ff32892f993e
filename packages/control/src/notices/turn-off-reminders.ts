import type { Queryable } from '@polyclinic/postgres'
import { lockPatient } from '../patients/index.ts'
import { preferencesDocument } from './preferences-document.ts'
import { findLivingPatient, findPreference, upsertPreference } from './recipient-queries.ts'

/**
 * A patient, or whom they were merged into, gets no reminders any more; how they are told of all else stays.
 * @param tx a transaction
 * @returns whether that is new
 */
export async function turnOffReminders(tx: Queryable, patientId: string): Promise<boolean> {
  const living = await findLivingPatient(tx, patientId)
  if (!living || !(await lockPatient(tx, living.id))) return false
  const { channels, reminders } = preferencesDocument(await findPreference(tx, living.id))
  if (!reminders) return false
  await upsertPreference(tx, living.id, { channels, reminders: false })
  return true
}
