import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { type DayListRow, findDueDayLists } from './notice-queries.ts'

export type DueDayList = DayListRow

/** The doctors' lists of a day that leave after `from` and until `until`. Doctors without an address get none. */
export function dueDayLists(
  clinic: Clinic,
  actor: Actor,
  stretch: { readonly from: Date; readonly until: Date },
): Promise<DueDayList[]> {
  authorise(actor, 'notice.tell', clinic)
  return findDueDayLists(clinic.database, stretch)
}
