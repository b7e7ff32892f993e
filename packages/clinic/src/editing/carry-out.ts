import type { EntityManager } from '@mikro-orm/postgresql'
import { type CalendarChange, Refusal } from '@polyclinic/contract'
import { type Actor, actorReference } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { callRefresh } from '../availability/index.ts'
import type { Clinic } from '../clinic.ts'
import { queriesWithin } from './queries-within.ts'
import { findDaysWithin } from './touch-queries.ts'
import { type Touch, unchangedCalendar } from './touch.ts'

/** What reading a resource needs. */
export interface Reading {
  readonly clinic: Clinic
  readonly work: EntityManager
  readonly db: Queryable
}

/** One edit under way: everything in it is one transaction. */
export interface Change extends Reading {
  /** Brings the calendar to what the edited rows say; call it once they are written. */
  refresh(touch: Touch): Promise<CalendarChange>
}

/** How an edit is carried out: for good, or only tried. */
export type CarryOut = <T>(clinic: Clinic, actor: Actor, edit: (change: Change) => Promise<T>) => Promise<T>

export const carryOut: CarryOut = async (clinic, actor, edit) => {
  try {
    return await clinic.unitOfWork().transactional((work) => edit(changeWithin(clinic, actor, work)))
  } catch (error) {
    if (!isWaitInVain(error)) throw error
    throw new Refusal('clinic-unavailable', { retryAfter: 2 }, 'The calendar is being changed right now.')
  }
}

export function changeWithin(clinic: Clinic, actor: Actor, work: EntityManager): Change {
  const db = queriesWithin(work)
  return {
    clinic,
    work,
    db,
    async refresh({ doctors, ...range }) {
      const days = doctors?.length === 0 ? undefined : await findDaysWithin(db, range)
      if (!days) return unchangedCalendar
      return callRefresh(db, { ...days, doctors, actor: actorReference(actor) })
    },
  }
}

export const readingOf = (clinic: Clinic): Reading => ({
  clinic,
  work: clinic.unitOfWork(),
  db: clinic.database,
})

// another change of the calendar takes long, or two waited for each other: nothing was written
const isWaitInVain = (error: unknown): boolean =>
  ['55P03', '40P01'].includes(String((error as { code?: unknown } | null)?.code))
