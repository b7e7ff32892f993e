import type { Queryable } from '@polyclinic/postgres'
import { putRemindersOff } from './unsubscribe-queries.ts'

/**
 * A patient, or whom they were merged into, gets no reminders any more; how they are told of all else stays.
 * @returns whether that is new
 */
export const turnOffReminders = (
  { database }: { readonly database: Queryable },
  patientId: string,
): Promise<boolean> => putRemindersOff(database, patientId)
