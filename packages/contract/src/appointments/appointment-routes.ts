import { z } from 'zod'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { page } from '../page.ts'
import { code, identifier, instant, localDate, localTime, slug } from '../words.ts'

/** Codes of FHIR R4 AppointmentStatus. */
export const appointmentStatuses = [
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
] as const
export type AppointmentStatus = (typeof appointmentStatuses)[number]

export const appointment = z
  .strictObject({
    id: identifier,
    reference: z.string().describe('Short, for the phone: RVS-7K3M-92'),
    status: z.enum(appointmentStatuses),
    clinic: z.strictObject({ slug, name: z.string() }),
    doctor: z.strictObject({ id: identifier, name: z.string() }),
    visitType: z.strictObject({ code, name: z.string() }),
    patientId: identifier,
    startsAt: instant,
    endsAt: instant,
    localDate,
    localTime,
    timeZone: z.string(),
    reason: z.string().optional(),
    bookedAt: instant,
    confirmedAt: instant.optional(),
    cancelledAt: instant.optional(),
    version: z.int(),
  })
  .meta({ id: 'Appointment' })
export type Appointment = z.infer<typeof appointment>

export const bookingRequest = z
  .strictObject({
    slotId: identifier,
    slotVersion: z.int().min(1).optional().describe('Refuse when the slot has changed since this version'),
    visitType: code,
    patientId: identifier
      .optional()
      .describe('Staff book for a patient the clinic knows; a patient books for themselves'),
    reason: z.string().trim().min(1).max(500).optional(),
  })
  .meta({ id: 'BookingRequest' })
export type BookingRequest = z.infer<typeof bookingRequest>

const appointmentParams = z.strictObject({ appointment: identifier })
const clinicProblems = ['clinic-unknown', 'clinic-mismatch', 'clinic-unavailable'] satisfies ProblemCode[]

export const bookAppointmentRoute = describeRoute({
  id: 'bookAppointment',
  method: 'post',
  path: '/appointments',
  scope: 'clinic',
  tag: 'Appointments',
  summary: 'Book a slot',
  access: 'signed-in',
  body: bookingRequest,
  idempotencyKey: 'required',
  success: { status: 201, description: 'Booked', body: appointment, etag: true },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'patient-blocked',
    'clinic-suspended',
    'patient-unknown',
    'not-found',
    'slot-taken',
    'slot-held',
    'slot-version-mismatch',
    'outside-policy',
    'idempotency-mismatch',
    ...clinicProblems,
  ],
})

export const listAppointmentsRoute = describeRoute({
  id: 'listAppointments',
  method: 'get',
  path: '/appointments',
  scope: 'clinic',
  tag: 'Appointments',
  summary: "Appointments at this clinic: a patient's own, a doctor's own, or all for staff",
  access: 'signed-in',
  query: z.strictObject({
    from: localDate.optional(),
    to: localDate.optional(),
    status: z.enum(appointmentStatuses).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(400).optional(),
  }),
  success: { status: 200, description: 'One page', body: page(appointment).meta({ id: 'AppointmentPage' }) },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', ...clinicProblems],
})

export const showAppointmentRoute = describeRoute({
  id: 'showAppointment',
  method: 'get',
  path: '/appointments/{appointment}',
  scope: 'clinic',
  tag: 'Appointments',
  summary: 'One appointment',
  access: 'signed-in',
  params: appointmentParams,
  success: { status: 200, description: 'The appointment', body: appointment, etag: true },
  problems: ['not-signed-in', 'not-found', ...clinicProblems],
})

export const cancelAppointmentRoute = describeRoute({
  id: 'cancelAppointment',
  method: 'delete',
  path: '/appointments/{appointment}',
  scope: 'clinic',
  tag: 'Appointments',
  summary: 'Cancel an appointment; its time is free again at once',
  access: 'signed-in',
  params: appointmentParams,
  ifMatch: true,
  success: { status: 200, description: 'Cancelled', body: appointment, etag: true },
  problems: [
    'not-signed-in',
    'not-found',
    'outside-policy',
    'transition-not-allowed',
    'precondition-required',
    'version-mismatch',
    ...clinicProblems,
  ],
})
