import type { Appointment, AppointmentStatus, PublicClinic } from '@polyclinic/contract'
import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator'
import { oneLine } from './one-line.ts'

/** Where a visit takes place, as far as it is known: the address stands in the control plane. */
export type PlaceOfVisit = Pick<PublicClinic, 'name' | 'address' | 'phone'>

const statuses: Partial<Record<AppointmentStatus, ICalEventStatus>> = {
  pending: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
  'entered-in-error': ICalEventStatus.CANCELLED,
}

/**
 * An appointment as a calendar's event (RFC 5545). Calendars are shared: neither what the visit is for nor the patient's
 * name is in it. Times are UTC, which every calendar shows by its own clock; a zone by name would need its whole rules
 * beside it, and would move the visit where a calendar has others.
 */
export function calendarEntry(appointment: Appointment, place: PlaceOfVisit, now: Date): string {
  const { id, version, status, doctor, reference, startsAt, endsAt } = appointment
  const ended = statuses[status] === ICalEventStatus.CANCELLED
  const calendar = ical({
    prodId: { company: 'Polyclinic', product: 'Booking', language: 'EN' },
    method: ended ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id,
    sequence: version,
    stamp: now,
    start: new Date(startsAt),
    end: new Date(endsAt),
    summary: oneLine(`${doctor.name}, ${place.name}`),
    location: oneLine(locationOf(place)),
    description: [`Reference ${reference}`, place.phone].filter(Boolean).map(String).map(oneLine).join('\n'),
    status: statuses[status] ?? ICalEventStatus.CONFIRMED,
    class: ICalEventClass.PRIVATE,
  })
  return `${calendar.toString()}\r\n`
}

export function locationOf({ name, address }: PlaceOfVisit): string {
  if (!address) return name
  const city = [address.postalCode, address.city].filter(Boolean).join(' ')
  return [name, address.line, city, address.region].filter(Boolean).join(', ')
}
