import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { reading, recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { findSchedule, type ScheduledRow } from './own-visit-queries.ts'

/**
 * What a doctor's calendar shows of their visits: times and references, nobody's name.
 * @param isKnown whether the calendar has shown just this before: it is recorded where it has not, since programs ask
 * every few minutes
 */
export async function showSchedule(
  clinic: Clinic,
  doctor: Actor,
  isKnown: (visits: readonly ScheduledRow[]) => boolean,
): Promise<ScheduledRow[]> {
  const standing = authorise(doctor, 'appointment.list', clinic)
  if (standing.doctorId === undefined) throw new Refusal('not-allowed', {})
  const visits = await findSchedule(clinic.database, standing.doctorId)
  if (!isKnown(visits))
    await recordAccess(clinic, doctor, standing, reading('feed.read', 'appointment', visits))
  return visits
}
