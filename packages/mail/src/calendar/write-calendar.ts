import ical, {
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
} from 'ical-generator'
import { oneLine } from '../one-line.ts'
import { placeInTime, zoneRules } from './place-in-time.ts'

export interface CalendarEvent {
  /** Stays the same for as long as the appointment lives, whoever writes its entry */
  readonly uid: string
  /** Later ones replace earlier ones */
  readonly sequence: number
  readonly startsAt: string
  readonly endsAt: string
  /** IANA name of the clinic's zone */
  readonly timeZone: string
  readonly summary: string
  readonly location: string
  /** Each is a line */
  readonly description: readonly string[]
  readonly status: 'confirmed' | 'tentative' | 'cancelled'
}

export type CalendarMethod = 'REQUEST' | 'PUBLISH' | 'CANCEL'

export interface CalendarOptions {
  readonly method: CalendarMethod
  /** DTSTAMP */
  readonly now: Date
  /** Whose event it is (RFC 5546 wants one in what is mailed) */
  readonly organizer?: { readonly name: string; readonly address: string } | undefined
  /** Who comes; answers to nobody */
  readonly attendee?: string | undefined
}

const statuses = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const

/**
 * Events as a calendar's file (RFC 5545). Calendars are shared: an event says neither what a visit is for nor whose it
 * is. Whatever a name holds, it makes no line more.
 */
export function writeCalendar(events: readonly CalendarEvent[], options: CalendarOptions): string {
  const calendar = ical({
    prodId: { company: 'Polyclinic', product: 'Booking', language: 'EN' },
    method: ICalCalendarMethod[options.method],
  })
  // of the events' zones; the calendar itself has none, so that stamps stay in UTC
  calendar.timezone({ name: null, generator: zoneRules })
  for (const event of events) addEvent(calendar, event, options)
  return `${calendar.toString()}\r\n`
}

function addEvent(calendar: ICalCalendar, event: CalendarEvent, options: CalendarOptions): void {
  const { organizer, attendee, now } = options
  const made = calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    stamp: now,
    ...placeInTime(event),
    summary: oneLine(event.summary),
    location: oneLine(event.location),
    description: event.description.map(oneLine).join('\n'),
    status: statuses[event.status],
    class: ICalEventClass.PRIVATE,
    ...(organizer && {
      organizer: { name: oneLine(organizer.name) || organizer.address, email: organizer.address },
    }),
  })
  if (attendee !== undefined) {
    made.createAttendee({ email: attendee, rsvp: false, status: ICalAttendeeStatus.ACCEPTED })
  }
}
