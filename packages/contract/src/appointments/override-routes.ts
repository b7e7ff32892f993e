import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { code, identifier, instant } from '../words.ts'
import { appointment, appointmentRoute, clinicProblems, visitReason } from './appointment.ts'

export const overrideRequest = z
  .strictObject({
    doctorId: identifier,
    startsAt: instant.describe('Any minute: a walk-in needs no slot'),
    visitType: code,
    patientId: identifier,
    reason: visitReason.optional(),
    justification: visitReason.describe('Why the rules are left; kept sealed with the appointment'),
  })
  .meta({ id: 'OverrideRequest' })
export type OverrideRequest = z.infer<typeof overrideRequest>

export const overrideAppointmentRoute = describeRoute({
  ...appointmentRoute,
  id: 'overrideAppointment',
  method: 'post',
  path: '/admin/appointments/override',
  summary: 'Book beyond the rules, on the record: a walk-in, a full slot, outside of shifts',
  description: "For the clinic's admin, and for staff where the clinic's policy lets them.",
  body: overrideRequest,
  idempotencyKey: 'required',
  success: { status: 201, description: 'Booked', body: appointment, etag: true },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'patient-blocked',
    'patient-unknown',
    'clinic-suspended',
    'outside-policy',
    'idempotency-mismatch',
    'service-unavailable',
    ...clinicProblems,
  ],
})
