import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import {
  findSearchDoctors,
  findFreeDayRows,
  type FreeDayRow,
  type SearchDoctorRow,
} from './search-queries.ts'

/** Whose days are read, and which; absent: all of them. Days of the clinic's calendar, both included. */
export interface DaysWanted {
  readonly doctorIds?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** What the search across clinics knows of one clinic. */
export interface FreeDays {
  readonly minimumNoticeMinutes: number
  /** Of the doctors wanted those who work here */
  readonly doctors: SearchDoctorRow[]
  readonly days: FreeDayRow[]
}

/** Reads, by the rules of booking, on which days anything is free. */
export async function readFreeDays(clinic: Clinic, actor: Actor, wanted: DaysWanted): Promise<FreeDays> {
  authorise(actor, 'search.keep', clinic)
  const [{ minimumNoticeMinutes, doctors }, days] = await Promise.all([
    findSearchDoctors(clinic.database, wanted),
    findFreeDayRows(clinic.database, wanted),
  ])
  const working = new Set(doctors.map(({ id }) => id))
  return { minimumNoticeMinutes, doctors, days: days.filter(({ doctorId }) => working.has(doctorId)) }
}
