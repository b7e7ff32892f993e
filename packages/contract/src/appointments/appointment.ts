import { z } from 'zod'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { identifier, instant, slug } from '../words.ts'
import { warnings } from './booking-warning.ts'
import { visitFacts } from './visit-facts.ts'

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
    ...visitFacts,
    reason: z.string().optional(),
    bookedAt: instant,
    confirmedAt: instant.optional(),
    cancelledAt: instant.optional(),
    cancellationReason: z.string().optional(),
    displacedAt: instant.optional().describe('The clinic took its time away; it waits for another'),
    version: z.int(),
  })
  .meta({ id: 'Appointment' })
export type Appointment = z.infer<typeof appointment>

/** As it is told to who has just booked or moved it. */
export const bookedAppointment = appointment.extend({ warnings }).meta({ id: 'BookedAppointment' })
export type BookedAppointment = z.infer<typeof bookedAppointment>

export const appointmentParams = z.strictObject({ appointment: identifier })

/** What a patient says about the visit; kept sealed. */
export const visitReason = z.string().trim().min(1).max(500)

export const whose = identifier
  .optional()
  .describe('Staff act for a patient the clinic knows, a guardian for a dependent; otherwise oneself')

export const clinicProblems = [
  'clinic-unknown',
  'clinic-mismatch',
  'clinic-unavailable',
] satisfies ProblemCode[]

/** Why a time cannot be had. */
export const timeProblems = [
  'slot-taken',
  'slot-held',
  'slot-version-mismatch',
  'outside-policy',
] satisfies ProblemCode[]

export const appointmentRoute = { scope: 'clinic', tag: 'Appointments', access: 'signed-in' } as const
