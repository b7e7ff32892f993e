import { at, type Fault, type Proof } from '../proof.ts'
import type { Booked, Event } from '../state.ts'

/** How each kind of event leaves the appointment; a booking may be confirmed later. */
const statusAfter: Readonly<Record<string, readonly string[]>> = {
  held: ['pending'],
  'hold-renewed': ['pending'],
  'hold-ended': ['cancelled'],
  booked: ['booked'],
  rescheduled: ['booked', 'pending'],
  cancelled: ['cancelled'],
  arrived: ['arrived'],
  fulfilled: ['fulfilled'],
  noshow: ['noshow'],
}

/** What may follow; the first event follows nothing. */
const followers: Readonly<Record<string, readonly string[]>> = {
  '': ['held', 'booked'],
  held: ['hold-renewed', 'hold-ended', 'booked'],
  'hold-renewed': ['hold-ended', 'booked'],
  'hold-ended': [],
  booked: ['rescheduled', 'cancelled', 'arrived', 'fulfilled', 'noshow'],
  rescheduled: ['rescheduled', 'cancelled', 'arrived', 'fulfilled', 'noshow'],
  cancelled: [],
  arrived: ['fulfilled'],
  fulfilled: [],
  noshow: [],
}

/** Each appointment's events, in the order of its versions, are all there, follow from one another, and end in what it is. */
export function historiesFold({ state, deeds, appointments }: Proof): Fault[] {
  const fault = (sentence: string): Fault => ({ rule: 'histories', sentence })
  const astray = [...deeds.keys()].filter((id) => !appointments.has(id))
  return [
    ...astray.map((id) => fault(`There are events of ${id}, which is no appointment.`)),
    ...state.appointments.flatMap((booked) => {
      const events = (deeds.get(booked.id) ?? []).map(({ event }) => event)
      const wrong = wrongIn(events) ?? wrongEnd(events.at(-1), booked)
      return wrong === undefined ? [] : [fault(`Appointment ${booked.id}: ${wrong}.`)]
    }),
  ]
}

function wrongIn(events: readonly Event[]): string | undefined {
  for (const [nth, event] of events.entries()) {
    const before = events[nth - 1]
    if (event.version !== nth + 1) return `its ${nth + 1}. event has version ${event.version}`
    const follows = followers[before?.type ?? '']?.includes(event.type)
    if (!follows) return `${event.type} follows ${before?.type ?? 'nothing'}`
    if (!statusAfter[event.type]?.includes(event.status)) return `${event.type} left it ${event.status}`
    const moved = before && (before.startsAt !== event.startsAt || before.doctorId !== event.doctorId)
    if (moved && event.type !== 'rescheduled') return `${event.type} moved it to ${at(event.startsAt)}`
  }
  return undefined
}

function wrongEnd(last: Event | undefined, booked: Booked): string | undefined {
  if (!last) return 'it has no events'
  const told = [last.version, last.status, last.doctorId, last.startsAt]
  const is = [booked.version, booked.status, booked.doctorId, booked.startsAt]
  if (told.join() === is.join()) return undefined
  return `its history ends in version, status, doctor, time ${told.join(', ')}, but it is ${is.join(', ')}`
}
