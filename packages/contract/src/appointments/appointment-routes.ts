import { z } from 'zod'
import { page } from '../page.ts'
import { describeRoute } from '../route.ts'
import { freeSlot } from '../slots/slot-routes.ts'
import { identifier, instant, localDate } from '../words.ts'
import {
  appointment,
  appointmentParams,
  appointmentRoute,
  appointmentStatuses,
  clinicProblems,
} from './appointment.ts'

export const listAppointmentsRoute = describeRoute({
  ...appointmentRoute,
  id: 'listAppointments',
  method: 'get',
  path: '/appointments',
  summary: "Appointments at this clinic: a patient's own, a doctor's own, or all for staff",
  query: z.strictObject({
    from: localDate.optional(),
    to: localDate.optional(),
    status: z.enum(appointmentStatuses).optional(),
    reference: z
      .string()
      .max(40)
      .optional()
      .describe('As it was said on the phone: in any case, with or without dashes'),
    patient: identifier.optional().describe('For staff, and for guardians of that patient'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(400).optional(),
  }),
  success: { status: 200, description: 'One page', body: page(appointment).meta({ id: 'AppointmentPage' }) },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', ...clinicProblems],
})

export const showAppointmentRoute = describeRoute({
  ...appointmentRoute,
  id: 'showAppointment',
  method: 'get',
  path: '/appointments/{appointment}',
  summary: 'One appointment',
  params: appointmentParams,
  success: { status: 200, description: 'The appointment', body: appointment, etag: true },
  problems: ['not-signed-in', 'not-allowed', 'not-found', ...clinicProblems],
})

export const appointmentEventTypes = [
  'held',
  'hold-renewed',
  'hold-ended',
  'requested',
  'booked',
  'confirmed',
  'rescheduled',
  'cancelled',
  'arrived',
  'fulfilled',
  'noshow',
  'reinstated',
  'displaced',
  'restored',
  'patient-merged',
  'erased',
] as const

export const appointmentEvent = z
  .strictObject({
    id: identifier,
    type: z.enum(appointmentEventTypes),
    at: instant,
    by: z.enum(['patient', 'desk', 'system']).describe('The patient or a guardian, the clinic, or the clock'),
    actor: z.string().optional().describe('The account, for the desk'),
    status: z.enum(appointmentStatuses).describe('After it'),
    startsAt: instant,
    doctorId: identifier,
    facts: z
      .record(z.string(), z.unknown())
      .describe('What else is known of it: where it moved from, why it ended'),
  })
  .meta({ id: 'AppointmentEvent' })
export type AppointmentEvent = z.infer<typeof appointmentEvent>

export const showHistoryRoute = describeRoute({
  ...appointmentRoute,
  id: 'showHistory',
  method: 'get',
  path: '/appointments/{appointment}/history',
  summary: 'What has happened to an appointment, in order',
  params: appointmentParams,
  success: {
    status: 200,
    description: 'All of it',
    body: z.strictObject({ items: z.array(appointmentEvent) }).meta({ id: 'AppointmentHistory' }),
  },
  problems: ['not-signed-in', 'not-allowed', 'not-found', ...clinicProblems],
})

export const listAlternativesRoute = describeRoute({
  ...appointmentRoute,
  id: 'listAlternatives',
  method: 'get',
  path: '/appointments/{appointment}/alternatives',
  summary: 'Free times that an appointment could move to, the nearest first',
  params: appointmentParams,
  success: {
    status: 200,
    description: 'Of the same doctor first',
    body: z.strictObject({ items: z.array(freeSlot) }).meta({ id: 'Alternatives' }),
  },
  problems: ['not-signed-in', 'not-allowed', 'not-found', ...clinicProblems],
})
