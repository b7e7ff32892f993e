import { z } from 'zod'

const appointmentState = z.object({
  /** On whose side it was done: the patient's, the desk's, or by a clock */
  by: z.string().optional(),
  status: z.string(),
  patientId: z.uuid(),
  doctorId: z.uuid(),
  /** The visit type's code */
  visitType: z.string(),
  reference: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  holdExpiresAt: z.string().nullish(),
  displaced: z.boolean().default(false),
})

const common = { id: z.uuid(), at: z.string() }

/** Something that happened to an appointment, with its state after that. */
export const appointmentMoved = z.object({
  ...common,
  kind: z.literal('appointment'),
  /** As in the appointment's history: `booked`, `rescheduled`, `cancelled`, … */
  type: z.string(),
  appointmentId: z.uuid(),
  /** The appointment's after the event: its events in order */
  version: z.int(),
  /** So long the clinic lets pass before anybody is told of it */
  graceSeconds: z.int().default(60),
  state: appointmentState,
})

/** Slots were made, removed, withdrawn or opened again. */
export const calendarMoved = z.object({
  ...common,
  kind: z.literal('calendar'),
  type: z.literal('calendar-changed'),
  /** Absent: all of them */
  doctorIds: z.array(z.uuid()).optional(),
  /** Days of the clinic's calendar, both included; absent: all of them */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
})

/** What leaves a clinic's database: identifiers, times and states, nobody's name. */
export const clinicEvent = z.discriminatedUnion('kind', [appointmentMoved, calendarMoved])

export type AppointmentMoved = z.infer<typeof appointmentMoved>
export type CalendarMoved = z.infer<typeof calendarMoved>
export type ClinicEvent = z.infer<typeof clinicEvent>
