import type { NoticedVisit, NoticeFacts, NoticeKind } from '@polyclinic/control'
import { type CalendarEvent, type CalendarMethod, writeCalendar } from '../calendar/index.ts'
import type { Labels } from './words/labels.ts'

export interface NoticeCalendar {
  /** One visit is a request, so that a later one replaces it by itself; several are published together. */
  readonly method: CalendarMethod
  readonly content: string
  readonly filename: string
  /** What it says, to be written again for the one who gets it */
  readonly events: readonly CalendarEvent[]
}

type Entry = { readonly visits: readonly NoticedVisit[]; readonly status: CalendarEvent['status'] }

/** The entry that puts a notice's visits into a calendar, replaces them or takes them out; not every kind has one. */
export function calendarOf<K extends NoticeKind>(
  kind: K,
  facts: NoticeFacts[K],
  labels: Labels,
  now: Date,
): NoticeCalendar | undefined {
  const entry = entryOf(kind, facts)
  if (!entry || entry.visits.length === 0) return undefined
  const events = entry.visits.map((visit) => eventOf(visit, entry.status, labels))
  const method = entry.status === 'cancelled' ? 'CANCEL' : events.length === 1 ? 'REQUEST' : 'PUBLISH'
  const written = { method: method === 'REQUEST' ? 'PUBLISH' : method, now } as const
  return { method, content: writeCalendar(events, written), filename: 'visit.ics', events }
}

function entryOf(kind: NoticeKind, facts: NoticeFacts[NoticeKind]): Entry | undefined {
  switch (kind) {
    case 'booked': {
      const { visits, pending } = facts as NoticeFacts['booked']
      return { visits, status: pending ? 'tentative' : 'confirmed' }
    }
    case 'changed':
      return { visits: [(facts as NoticeFacts['changed']).visit], status: 'confirmed' }
    case 'cancelled':
    case 'displaced':
      return { visits: [(facts as NoticeFacts['cancelled' | 'displaced']).visit], status: 'cancelled' }
    default:
      return undefined
  }
}

function eventOf(visit: NoticedVisit, status: CalendarEvent['status'], labels: Labels): CalendarEvent {
  const { appointmentId, version, startsAt, endsAt, clinic, doctorName, reference } = visit
  return {
    uid: appointmentId,
    sequence: version,
    startsAt,
    endsAt,
    timeZone: clinic.timeZone,
    summary: `${doctorName}, ${clinic.name}`,
    location: [clinic.name, clinic.address].filter(Boolean).join(', '),
    description: [`${labels.reference} ${reference}`, ...(clinic.phone ? [clinic.phone] : [])],
    status,
  }
}
