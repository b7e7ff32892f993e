import type { ClinicEvent } from '@polyclinic/contract'
import type { Effect } from '../relay/effect.ts'
import { insertMarks, type NewMark } from './mark-queries.ts'

/**
 * Notes which days the search has to read anew. Stands before the patients' lists, which still say where an appointment
 * was before.
 */
export const markChangedDays: Effect = (tx, clinicId, events) =>
  insertMarks(tx, clinicId, events.flatMap(marksOf))

const marksOf = (event: ClinicEvent): NewMark[] => {
  if (event.kind === 'appointment') {
    const { doctorId, startsAt, endsAt, holdExpiresAt } = event.state
    const { at, appointmentId } = event
    return [{ at, appointmentId, doctorId, startsAt, endsAt, endsByItselfAt: holdExpiresAt ?? undefined }]
  }
  const { at, doctorIds, from, until } = event
  if (!doctorIds) return [{ at, from, until }]
  return doctorIds.map((doctorId) => ({ at, doctorId, from, until }))
}
