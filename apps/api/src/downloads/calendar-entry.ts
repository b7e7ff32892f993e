import type { Appointment, AppointmentStatus, PublicClinic } from '@polyclinic/contract'
import { type CalendarEvent, writeCalendar } from '@polyclinic/mail'

/** Where a visit takes place, as far as it is known: the address stands in the control plane. */
export type PlaceOfVisit = Pick<PublicClinic, 'name' | 'address' | 'phone'>

const statuses: Partial<Record<AppointmentStatus, CalendarEvent['status']>> = {
  pending: 'tentative',
  cancelled: 'cancelled',
  'entered-in-error': 'cancelled',
}

/**
 * An appointment as a calendar's event, the very one that notices write. Calendars are shared: neither what the visit
 * is for nor the patient's name is in it.
 */
export function calendarEntry(appointment: Appointment, place: PlaceOfVisit, now: Date): string {
  const { id, version, doctor, reference, startsAt, endsAt, timeZone } = appointment
  const status = statuses[appointment.status] ?? 'confirmed'
  const event: CalendarEvent = {
    uid: id,
    sequence: version,
    startsAt,
    endsAt,
    timeZone,
    summary: `${doctor.name}, ${place.name}`,
    location: locationOf(place),
    description: [`Reference ${reference}`, ...(place.phone ? [place.phone] : [])],
    status,
  }
  return writeCalendar([event], { method: status === 'cancelled' ? 'CANCEL' : 'PUBLISH', now })
}

export function locationOf({ name, address }: PlaceOfVisit): string {
  if (!address) return name
  const city = [address.postalCode, address.city].filter(Boolean).join(' ')
  return [name, address.line, city, address.region].filter(Boolean).join(', ')
}
