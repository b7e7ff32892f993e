import { type ClinicEvent, clinicEvent } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { findOutboxRows, type OutboxRow } from './outbox-queries.ts'

/**
 * What has happened here and was not carried to the control plane yet, the oldest first. Read again until it is settled.
 * @param limit events at most
 */
export async function readOutbox(clinic: Clinic, actor: Actor, limit: number): Promise<ClinicEvent[]> {
  authorise(actor, 'outbox.read', clinic)
  return (await findOutboxRows(clinic.database, limit)).map(eventOf)
}

function eventOf({
  id,
  at,
  type,
  appointmentId,
  version,
  payload,
  change,
  graceSeconds,
}: OutboxRow): ClinicEvent {
  const common = { id, at, type }
  return clinicEvent.parse(
    change
      ? { ...common, ...change, kind: 'calendar' }
      : { ...common, kind: 'appointment', appointmentId, version, graceSeconds, state: payload },
  )
}
