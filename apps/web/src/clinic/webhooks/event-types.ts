import type { WebhookEventType } from '@polyclinic/contract'

/** What an endpoint may ask for, as its receiver will read it. */
export const eventTypes = [
  'polyclinic.appointment.booked',
  'polyclinic.appointment.requested',
  'polyclinic.appointment.confirmed',
  'polyclinic.appointment.rescheduled',
  'polyclinic.appointment.cancelled',
  'polyclinic.appointment.arrived',
  'polyclinic.appointment.fulfilled',
  'polyclinic.appointment.noshow',
  'polyclinic.appointment.reinstated',
  'polyclinic.appointment.displaced',
  'polyclinic.appointment.restored',
  'polyclinic.appointment.held',
  'polyclinic.appointment.hold-renewed',
  'polyclinic.appointment.hold-ended',
  'polyclinic.appointment.patient-merged',
  'polyclinic.appointment.erased',
  'polyclinic.calendar.changed',
] as const satisfies readonly WebhookEventType[]

/** What most receivers want to know at first. */
export const usualTypes = eventTypes.slice(0, 5)
