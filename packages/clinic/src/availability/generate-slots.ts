import { type CalendarChange, Refusal } from '@polyclinic/contract'
import { type Actor, actorReference, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { callRefresh } from './calendar-queries.ts'
import { daysBetween } from './days-between.ts'

const longestRange = 400

/** Brings the slots of a range to what shifts, overrides and closures make. Days of the clinic's calendar, included. */
export async function generateSlots(
  clinic: Clinic,
  actor: Actor,
  range: { from: string; to: string; doctors?: readonly string[] | undefined },
): Promise<CalendarChange> {
  authorise(actor, 'calendar.generate', clinic)
  const days = daysBetween(range)
  if (days < 0 || days > longestRange) {
    const message = `give a day from ${range.from} to ${longestRange} days after it`
    throw new Refusal('invalid-request', { issues: [{ pointer: '/to', message }] })
  }
  return callRefresh(clinic.database, { ...range, actor: actorReference(actor) })
}
