import { type ClinicEvent, clinicEvent } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { findOutboxRows, type OutboxRow } from './outbox-queries.ts'

/** An event that is not as events are: of another version of this code, or its history is gone. */
export interface UnreadableEvent {
  readonly id: string
  /** As it came */
  readonly event: unknown
}

export interface OutboxPage {
  readonly events: readonly ClinicEvent[]
  readonly unreadable: readonly UnreadableEvent[]
}

/**
 * What has happened here and was not carried to the control plane yet, the oldest first. Read again until it is settled.
 * One that cannot be read stops none of those behind it.
 * @param limit events at most, of both kinds together
 */
export async function readOutbox(clinic: Clinic, actor: Actor, limit: number): Promise<OutboxPage> {
  authorise(actor, 'outbox.read', clinic)
  const events: ClinicEvent[] = []
  const unreadable: UnreadableEvent[] = []
  for (const row of await findOutboxRows(clinic.database, limit)) {
    const event = eventOf(row)
    const { success, data } = clinicEvent.safeParse(event)
    if (success) events.push(data)
    else unreadable.push({ id: row.id, event })
  }
  return { events, unreadable }
}

function eventOf({ id, at, type, appointmentId, version, payload, change, graceSeconds }: OutboxRow) {
  const common = { id, at, type }
  return change
    ? { ...common, ...change, kind: 'calendar' }
    : { ...common, kind: 'appointment', appointmentId, version, graceSeconds, state: payload }
}
