import { z } from 'zod'
import { appointmentStatuses } from '../appointments/appointment.ts'
import { describeRoute } from '../route.ts'
import { code, identifier, instant, localDate, localTime } from '../words.ts'

/** What bringing the calendar up to date took. */
export const calendarChange = z
  .strictObject({
    added: z.int(),
    removed: z.int(),
    displaced: z.int().describe('Appointments that lost their time; listed for staff'),
    restored: z.int().describe('Withdrawn slots that are wanted again'),
  })
  .meta({ id: 'CalendarChange' })
export type CalendarChange = z.infer<typeof calendarChange>

const when = { startsAt: instant, endsAt: instant, localDate, localTime }

export const calendarSlot = z
  .strictObject({
    id: identifier,
    ...when,
    duration: z.int(),
    capacity: z.int(),
    taken: z.int(),
    free: z.int(),
    bookable: z.boolean().describe('Whether the public could book it now'),
    state: z.enum(['open', 'withdrawn']),
    version: z.int(),
  })
  .meta({ id: 'CalendarSlot' })

export const calendarAppointment = z
  .strictObject({
    id: identifier,
    reference: z.string(),
    status: z.enum(appointmentStatuses),
    ...when,
    visitType: code,
    patientId: identifier,
    patientName: z.string().optional().describe('Absent until the control plane has introduced the patient'),
    displaced: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'CalendarAppointment' })

export const calendar = z
  .strictObject({
    timeZone: z.string(),
    from: localDate,
    to: localDate,
    doctors: z.array(
      z.strictObject({
        id: identifier,
        name: z.string(),
        slots: z.array(calendarSlot),
        appointments: z.array(calendarAppointment),
      }),
    ),
  })
  .meta({ id: 'Calendar' })
export type Calendar = z.infer<typeof calendar>

export const showCalendarRoute = describeRoute({
  id: 'showCalendar',
  method: 'get',
  path: '/calendar',
  scope: 'clinic',
  tag: 'Calendar',
  summary: 'Slots and appointments of doctors side by side; a doctor sees their own',
  access: 'signed-in',
  query: z.strictObject({
    from: localDate,
    to: localDate.describe('Included; at most 31 days after the first'),
    doctor: z
      .string()
      .max(5_000)
      .transform((text) => text.split(','))
      .pipe(z.array(identifier).min(1).max(100))
      .optional()
      .describe('Identifiers separated by commas; all doctors when absent'),
  }),
  success: { status: 200, description: 'The calendar', body: calendar },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'clinic-unknown',
    'clinic-mismatch',
    'clinic-unavailable',
  ],
})

export const generateSlotsRoute = describeRoute({
  id: 'generateSlots',
  method: 'post',
  path: '/slots/generate',
  scope: 'clinic',
  tag: 'Calendar',
  summary: 'Bring the slots of a range to what shifts, overrides and closures make',
  description: 'Happens by itself every night and with each change; idempotent.',
  access: 'signed-in',
  body: z.strictObject({
    from: localDate,
    to: localDate.describe('Included; at most 400 days after the first'),
    doctors: z.array(identifier).min(1).max(500).optional().describe('All when absent'),
  }),
  success: { status: 200, description: 'What it took', body: calendarChange },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'clinic-unknown',
    'clinic-mismatch',
    'clinic-unavailable',
  ],
})
