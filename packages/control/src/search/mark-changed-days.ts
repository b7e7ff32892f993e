import type { ClinicEvent } from '@polyclinic/contract'
import { enqueueJobs } from '../queue/index.ts'
import type { Effect } from '../relay/effect.ts'
import { insertMarks, type NewMark } from './mark-queries.ts'
import { refreshSearchJob } from './refresh-search-job.ts'

/**
 * Notes which days the search has to read anew. Stands before the patients' lists, which still say where an appointment
 * was before.
 */
export const markChangedDays: Effect = async (tx, clinicId, events) => {
  await insertMarks(tx, clinicId, events.flatMap(marksOf))
  await enqueueJobs(tx, [refreshSearchJob(clinicId)])
}

const marksOf = (event: ClinicEvent): NewMark[] => {
  if (event.kind === 'appointment') {
    const { doctorId, startsAt, holdExpiresAt } = event.state
    const { at, appointmentId } = event
    return [{ at, appointmentId, doctorId, startsAt, endsByItselfAt: holdExpiresAt ?? undefined }]
  }
  const { at, doctorIds, from, until } = event
  if (!doctorIds) return [{ at, from, until }]
  return doctorIds.map((doctorId) => ({ at, doctorId, from, until }))
}
