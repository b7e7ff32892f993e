import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { code, identifier, instant } from '../words.ts'
import {
  appointmentRoute,
  bookedAppointment,
  clinicProblems,
  timeProblems,
  visitReason,
} from './appointment.ts'
import { checkChoice, choiceOfTime } from './choice-of-time.ts'

export const bookingRequest = z
  .strictObject({
    holdId: identifier.optional().describe('Book what is held'),
    ...choiceOfTime,
    reason: visitReason.optional(),
  })
  .superRefine(checkChoice)
  .meta({ id: 'BookingRequest' })
export type BookingRequest = z.infer<typeof bookingRequest>

/** How a booking that is worked off later stands. */
export const bookingRequestStatus = z
  .strictObject({
    id: identifier,
    status: z.enum(['pending', 'booked', 'refused']),
    requestedAt: instant,
    finishedAt: instant.optional(),
    appointment: bookedAppointment.optional(),
    problem: z
      .looseObject({ type: z.string(), title: z.string(), status: z.int(), detail: z.string(), code })
      .optional()
      .describe('As it would have been answered at once (RFC 9457)'),
  })
  .meta({ id: 'BookingRequestStatus' })
export type BookingRequestStatus = z.infer<typeof bookingRequestStatus>

export const bookAppointmentRoute = describeRoute({
  ...appointmentRoute,
  id: 'bookAppointment',
  method: 'post',
  path: '/appointments',
  summary: 'Book: what is held, one slot, or any free doctor at a time',
  description:
    'With `Prefer: respond-async` the answer is 202 with the address of a status, and the booking is worked off later. The first booking at a clinic is the consent to share name and contact with it, and is recorded with its time; so is a hold, and waiting for a time.',
  body: bookingRequest,
  idempotencyKey: 'required',
  success: {
    status: 201,
    description: 'Booked, or waiting for staff where they confirm',
    body: bookedAppointment,
    etag: true,
  },
  accepted: {
    description: 'To be worked off; `Location` says where its status is',
    body: bookingRequestStatus,
  },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'patient-blocked',
    'clinic-suspended',
    'patient-unknown',
    'not-found',
    'hold-ended',
    ...timeProblems,
    'idempotency-mismatch',
    'too-busy',
    'service-unavailable',
    ...clinicProblems,
  ],
})

export const showBookingRequestRoute = describeRoute({
  ...appointmentRoute,
  id: 'showBookingRequest',
  method: 'get',
  path: '/booking-requests/{request}',
  summary: 'How a booking stands that is worked off later',
  params: z.strictObject({ request: identifier }),
  success: { status: 200, description: 'As it stands', body: bookingRequestStatus },
  problems: ['not-signed-in', 'not-allowed', 'not-found', ...clinicProblems],
})
