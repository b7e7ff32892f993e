import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { appointmentParams, appointmentRoute, clinicProblems } from './appointment.ts'

export const showCalendarEntryRoute = describeRoute({
  ...appointmentRoute,
  id: 'showCalendarEntry',
  method: 'get',
  path: '/appointments/{appointment}/calendar.ics',
  summary: 'An appointment for a calendar (RFC 5545)',
  description:
    "Clinic, doctor, place and time in UTC; never what the visit is for. A later reading replaces an earlier one in the calendar: same `UID`, the appointment's version as `SEQUENCE`.",
  params: appointmentParams,
  success: {
    status: 200,
    description: 'One event; cancelled ones too, as such',
    body: z.string(),
    mediaType: 'text/calendar',
  },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'not-found', ...clinicProblems],
})
