import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { keepReach, replaceDoctors, replaceFreeDays } from './keeping-queries.ts'
import { mergeSpans, type Span } from './merge-spans.ts'
import { deleteMarks, findMarks, lockReading } from './mark-queries.ts'

/** Whose days are to be read, and which, without one of them twice. */
export interface DaysMarked {
  readonly spans: readonly Span[]
}

/** What a clinic tells of its free days; instants as JSON texts. */
export interface DaysRead {
  readonly minimumNoticeMinutes: number
  /** How far an appointment reaches into the times around it */
  readonly reachMinutes: number
  readonly doctors: readonly {
    id: string
    name: string
    specialty: string
    specialtyName: string
    languages: string[]
  }[]
  readonly days: readonly {
    doctorId: string
    localDate: string
    visits: string[]
    free: number
    firstFreeAt: string
    /** The next few */
    laterAt: string[]
    morningAt: string | null
    afternoonAt: string | null
    eveningAt: string | null
  }[]
}

/**
 * Brings what the search knows of one clinic to what the clinic says now, where marks say that it may differ. The reading
 * begins under a lock that ends with the commit, so an older one never comes after a newer one, whatever the clocks show.
 * @param read asks the clinic itself
 * @returns rows that were written and removed; undefined where nothing was marked
 */
export async function keepFreeDays(
  { database }: ControlPlane,
  actor: Actor,
  clinicId: string,
  read: (marked: DaysMarked) => Promise<DaysRead>,
): Promise<{ written: number; removed: number } | undefined> {
  authorise(actor, 'search.keep')
  return database.transaction(async (tx) => {
    await lockReading(tx, clinicId)
    const marks = await findMarks(tx, clinicId)
    if (!marks) return undefined
    const spans = mergeSpans(marks.spans)
    const told = await read({ spans })
    await keepReach(tx, clinicId, told.reachMinutes)
    await replaceDoctors(tx, clinicId, spans, told.doctors)
    const changed = await replaceFreeDays(tx, clinicId, spans, told)
    await deleteMarks(tx, marks.ids)
    return changed
  })
}
