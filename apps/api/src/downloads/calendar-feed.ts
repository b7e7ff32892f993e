import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator'
import { oneLine } from './one-line.ts'

/** A visit in a calendar that keeps itself up to date. */
export interface FeedEvent {
  /** The appointment's, as in every other entry of it */
  readonly uid: string
  /** The appointment's version: a later one replaces an earlier one */
  readonly sequence: number
  readonly status: string
  /** When it became so */
  readonly stamp: Date
  readonly startsAt: Date
  readonly endsAt: Date
  readonly summary: string
  readonly location: string
  /** Each is a line */
  readonly description: readonly string[]
}

const statuses: Readonly<Record<string, ICalEventStatus>> = {
  pending: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
  'entered-in-error': ICalEventStatus.CANCELLED,
}

const refreshSeconds = 15 * 60

/**
 * A whole calendar to subscribe to (RFC 5545, 7986). Its text depends on the visits alone, so that it can be asked for
 * again and again at little cost; what is in an event and what is not is as in `calendarEntry`.
 */
export function calendarFeed(name: string, events: readonly FeedEvent[]): string {
  const calendar = ical({
    prodId: { company: 'Polyclinic', product: 'Booking', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    name: oneLine(name),
    ttl: refreshSeconds,
  })
  for (const event of events) {
    calendar.createEvent({
      id: event.uid,
      sequence: event.sequence,
      stamp: event.stamp,
      start: event.startsAt,
      end: event.endsAt,
      summary: oneLine(event.summary),
      location: oneLine(event.location),
      description: event.description.map(oneLine).join('\n'),
      status: statuses[event.status] ?? ICalEventStatus.CONFIRMED,
      class: ICalEventClass.PRIVATE,
    })
  }
  return `${calendar.toString()}\r\n`
}
