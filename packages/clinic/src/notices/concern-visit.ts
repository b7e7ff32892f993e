import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { findAppointment, noSuchAppointment } from '../appointments/index.ts'
import { reading, recordAccess, writing } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { requireKnown } from '../patients/index.ts'

export interface ConcernedVisit {
  readonly appointmentId: string
  readonly patientId: string
  readonly version: number
  /** Instant */
  readonly startsAt: string
  readonly status: string
}

/**
 * The visit whose notices the desk looks at, or tells of. A foreign one and an absent one are refused alike.
 * @param action reading is recorded as a reading, sending as a deed
 */
export async function concernVisit(
  clinic: Clinic,
  actor: Actor,
  action: 'notice.read' | 'notice.send',
  appointmentId: string,
): Promise<ConcernedVisit> {
  const standing = authorise(actor, action, clinic)
  const row = await findAppointment(clinic.database, appointmentId)
  if (!row) throw noSuchAppointment()
  const { facts } = row
  const record = action === 'notice.read' ? reading : writing
  await recordAccess(clinic, actor, standing, record(action, 'notice', [facts]))
  const { patientId, version, startsAt, status } = facts
  return { appointmentId, patientId, version, startsAt: new Date(startsAt).toISOString(), status }
}

/** The patient whom the desk writes to. @throws Refusal patient-unknown alike for whom only others know, and for nobody */
export async function concernPatient(clinic: Clinic, actor: Actor, patientId: string): Promise<void> {
  const standing = authorise(actor, 'notice.send', clinic)
  const { state } = await requireKnown(clinic.unitOfWork(), patientId)
  if (state === 'erased' || state === 'merged') throw new Refusal('transition-not-allowed', { state })
  const written = writing('notice.send', 'notice', [{ id: patientId, patientId }])
  await recordAccess(clinic, actor, standing, written)
}
