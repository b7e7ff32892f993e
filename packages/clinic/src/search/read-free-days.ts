import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import {
  findSearchDoctors,
  findFreeDayRows,
  findReach,
  type FreeDayRow,
  type SearchDoctorRow,
} from './search-queries.ts'

/** Whose days are read, and which: days of the clinic's calendar, both included, in spans that do not overlap. */
export interface DaysWanted {
  readonly spans: readonly {
    /** Absent: of all doctors */
    readonly doctorId?: string | undefined
    /** Absent: without a beginning */
    readonly from?: string | undefined
    readonly until?: string | undefined
  }[]
}

/** The whole calendar. */
export const allDays: DaysWanted = { spans: [{}] }

/** What the search across clinics knows of one clinic. */
export interface FreeDays {
  readonly minimumNoticeMinutes: number
  /** How far before and after itself an appointment may take or give back times */
  readonly reachMinutes: number
  /** Of the doctors wanted those who work here */
  readonly doctors: SearchDoctorRow[]
  readonly days: FreeDayRow[]
}

/** Reads, by the rules of booking, on which days anything is free. */
export async function readFreeDays(clinic: Clinic, actor: Actor, wanted: DaysWanted): Promise<FreeDays> {
  authorise(actor, 'search.keep', clinic)
  // one after the other: a second connection to each of many clinics costs more than it saves
  const { minimumNoticeMinutes, doctors } = await findSearchDoctors(clinic.database, wanted)
  const reachMinutes = await findReach(clinic.database)
  const days = await findFreeDayRows(clinic.database, wanted)
  const working = new Set(doctors.map(({ id }) => id))
  return {
    minimumNoticeMinutes,
    reachMinutes,
    doctors,
    days: days.filter(({ doctorId }) => working.has(doctorId)),
  }
}
