import { appointmentEventTypes } from '../appointments/appointment-routes.ts'
import type { ClinicEvent } from '../events/clinic-event.ts'

/** Of an event as it leaves the service: the `type` of its CloudEvent. */
const prefix = 'polyclinic'

/** What an endpoint may ask to be told of. */
export const webhookEventTypes = [
  ...appointmentEventTypes.map((type) => `${prefix}.appointment.${type}` as const),
  `${prefix}.calendar.changed`,
] as const
export type WebhookEventType = (typeof webhookEventTypes)[number]

/** Sent when somebody asks for it, to any endpoint. */
export const webhookTestType = `${prefix}.webhook.test`

export const typeOfEvent = (event: Pick<ClinicEvent, 'kind' | 'type'>): string =>
  event.kind === 'calendar' ? `${prefix}.calendar.changed` : `${prefix}.appointment.${event.type}`
