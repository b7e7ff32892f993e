import { reading, recordAccess } from '../audit/index.ts'
import { type Appointment, Refusal, type ReschedulingRequest } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { actingOf, appointmentDocument, findConcerning, refuseChange } from '../appointments/index.ts'
import type { Clinic } from '../clinic.ts'
import { callEndingLapsed } from '../coalescing/index.ts'
import { refuseTime } from './refuse-time.ts'
import { callRescheduling, type RescheduleRow } from './reschedule-queries.ts'

const mostAttempts = 5

/**
 * Moves an appointment to another slot: whole, or not at all. A patient keeps the clinic's notice, unless the clinic
 * itself took the time away.
 * @param seenVersion of the appointment, as the caller saw it
 */
export async function rescheduleAppointment(
  clinic: Clinic,
  actor: Actor,
  id: string,
  request: ReschedulingRequest,
  seenVersion: number,
): Promise<Appointment> {
  const standing = authorise(actor, 'appointment.reschedule', clinic)
  const { facts, wrappedKey } = await findConcerning(clinic, actor, standing, id)
  if (clinic.suspended) throw new Refusal('clinic-suspended', {})
  const row = await move(clinic, { id, seenVersion, ...request, ...actingOf(actor, standing) })
  // what is refused shows how it stands; what is done its event records
  if (row.outcome !== 'rescheduled') {
    await recordAccess(clinic, actor, standing, reading('appointment.reschedule', 'appointment', [facts]))
  }
  const current = row.outcome === 'slot-version-mismatch' ? null : row.facts
  switch (row.outcome) {
    case 'rescheduled':
    case 'unknown':
    case 'version-mismatch':
    case 'transition-not-allowed': {
      const document = current && appointmentDocument(clinic, current, wrappedKey)
      if (row.outcome === 'rescheduled' && document) return document
      throw refuseChange(row.outcome, document)
    }
    default:
      throw await refuseTime(clinic, row, { slotId: request.slotId, visitType: facts.visitTypeCode })
  }
}

async function move(clinic: Clinic, call: Parameters<typeof callRescheduling>[1]): Promise<RescheduleRow> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const row = await callRescheduling(clinic.database, call)
    if (row.outcome === 'lapsed') await callEndingLapsed(clinic.database, [call.slotId])
    else if (row.outcome !== 'contended') return row
  }
  throw new Refusal('clinic-unavailable', { retryAfter: 1 }, 'The calendar is being changed right now.')
}
