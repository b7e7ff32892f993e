import type { Effect, EventOfClinic } from '../relay/effect.ts'
import { insertLiveEvents, type NewLiveEvent } from './live-queries.ts'

/**
 * Tells whoever looks at a page that shows it. Stands before the patients' lists, which still say where an appointment
 * was before.
 */
export const noteForLive: Effect = (tx, events) => insertLiveEvents(tx, events.flatMap(concernedBy))

const concernedBy = ({ clinicId, event }: EventOfClinic): NewLiveEvent[] => {
  if (event.kind === 'appointment') {
    const { doctorId, startsAt, endsAt } = event.state
    const free = takesOrFrees.has(event.type)
    return [{ clinicId, free, appointmentId: event.appointmentId, doctorId, startsAt, endsAt }]
  }
  const { doctorIds = [undefined], from, until } = event
  return doctorIds.map((doctorId) => ({ clinicId, free: true, doctorId, from, until }))
}

/** Of the others the public learns nothing, not even that something has happened: somebody arrived, say. */
const takesOrFrees: ReadonlySet<string> = new Set([
  'held',
  'hold-ended',
  'requested',
  'booked',
  'rescheduled',
  'cancelled',
])
