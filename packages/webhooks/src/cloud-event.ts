import { type AppointmentMoved, type CalendarMoved, clinicEvent, webhookTestType } from '@polyclinic/contract'

/** CloudEvents 1.0, as one JSON document. */
export interface CloudEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject?: string
  readonly time: string
  readonly datacontenttype: 'application/json'
  readonly data: Readonly<Record<string, unknown>>
}

export interface Happening {
  readonly id: string
  readonly type: string
  /** ISO 8601 */
  readonly at: string
  /** A clinic's event as it was carried; of a test nothing */
  readonly event: unknown
}

/** @param source the address of the clinic's part of the API */
export function cloudEventOf({ id, type, at, event }: Happening, source: string): CloudEvent {
  const common = {
    specversion: '1.0',
    id,
    source,
    type,
    time: new Date(at).toISOString(),
    datacontenttype: 'application/json',
  } as const
  if (type === webhookTestType) return { ...common, data: {} }
  const told = clinicEvent.parse(event)
  return told.kind === 'calendar'
    ? { ...common, data: calendarData(told) }
    : { ...common, subject: told.appointmentId, data: appointmentData(told) }
}

/** Identifiers, times and states: what they belong to is asked of the API, by who may. */
const appointmentData = ({ appointmentId, version, state }: AppointmentMoved) => ({
  appointment: appointmentId,
  version,
  status: state.status,
  reference: state.reference,
  patient: state.patientId,
  doctor: state.doctorId,
  visitType: state.visitType,
  startsAt: new Date(state.startsAt).toISOString(),
  endsAt: new Date(state.endsAt).toISOString(),
  ...(state.holdExpiresAt && { holdExpiresAt: new Date(state.holdExpiresAt).toISOString() }),
  displaced: state.displaced,
  ...(state.by !== undefined && { by: state.by }),
})

const calendarData = ({ doctorIds, from, until }: CalendarMoved) => ({
  ...(doctorIds && { doctors: doctorIds }),
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
})
