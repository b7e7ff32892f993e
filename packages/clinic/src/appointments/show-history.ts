import { reading, recordAccess } from '../audit/index.ts'
import type { AppointmentEvent } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { findConcerning } from './concerning.ts'
import { type EventRow, findEvents } from './history-queries.ts'

/** What has happened to an appointment, in order. Which account it was only the desk is told. */
export async function showHistory(clinic: Clinic, actor: Actor, id: string): Promise<AppointmentEvent[]> {
  const standing = authorise(actor, 'appointment.read', clinic)
  const { facts } = await findConcerning(clinic, actor, standing, id)
  const events = await findEvents(clinic.database, id)
  await recordAccess(clinic, actor, standing, reading('appointment.read', 'appointment-history', [facts]))
  return events.map((event) => eventDocument(event, standing.atDesk))
}

/** @param atDesk whether the reader is told which account it was */
export function eventDocument({ id, type, at, actor, payload }: EventRow, atDesk: boolean): AppointmentEvent {
  const { by, status, startsAt, doctorId, from, why, late, override, beyond } = payload as unknown as Payload
  return {
    id,
    type: type as AppointmentEvent['type'],
    at: at.toISOString(),
    by: by ?? (actor.startsWith('system:') ? 'system' : 'desk'),
    ...(atDesk && { actor }),
    status: status as AppointmentEvent['status'],
    startsAt: new Date(startsAt).toISOString(),
    doctorId,
    facts: Object.fromEntries(
      Object.entries({ from, why, late, override, beyond }).filter(([, value]) => value !== undefined),
    ),
  }
}

interface Payload {
  by?: AppointmentEvent['by']
  status: string
  startsAt: string
  doctorId: string
  from?: unknown
  why?: unknown
  late?: unknown
  override?: unknown
  beyond?: unknown
}
