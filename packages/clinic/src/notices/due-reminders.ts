import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { findDueReminders, type ReminderRow } from './notice-queries.ts'

export type DueReminder = ReminderRow

/**
 * The reminders that leave after `from` and until `until`, by the clinic's offsets, quiet hours and wall clock as they are
 * now.
 * @param only of these appointments; of all unless told
 */
export function dueReminders(
  clinic: Clinic,
  actor: Actor,
  stretch: { readonly from: Date; readonly until: Date },
  only?: readonly string[],
): Promise<DueReminder[]> {
  authorise(actor, 'notice.tell', clinic)
  return findDueReminders(clinic.database, stretch, only)
}
