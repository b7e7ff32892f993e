import type { Effect, EventOfClinic } from '../relay/effect.ts'
import { insertMarks, type NewMark } from './mark-queries.ts'

/**
 * Notes which days the search has to read anew. Stands before the patients' lists, which still say where an appointment
 * was before.
 */
export const markChangedDays: Effect = (tx, events) => insertMarks(tx, events.flatMap(marksOf))

const marksOf = ({ clinicId, event }: EventOfClinic): NewMark[] => {
  if (event.kind === 'appointment') {
    const { doctorId, startsAt, endsAt, holdExpiresAt } = event.state
    const { at, appointmentId } = event
    const endsByItselfAt = holdExpiresAt ?? undefined
    return [{ clinicId, at, appointmentId, doctorId, startsAt, endsAt, endsByItselfAt }]
  }
  const { at, doctorIds, from, until } = event
  if (!doctorIds) return [{ clinicId, at, from, until }]
  return doctorIds.map((doctorId) => ({ clinicId, at, doctorId, from, until }))
}
