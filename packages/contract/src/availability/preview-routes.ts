import { z } from 'zod'
import { clinicProblems } from '../editing.ts'
import { describeRoute } from '../route.ts'
import { doctorRecordForm } from '../staffing/doctor-record-routes.ts'
import { identifier, instant, localDate, localTime } from '../words.ts'
import { assignmentForm } from './assignment-routes.ts'
import { closureForm } from './closure-routes.ts'
import { overrideForm } from './override-routes.ts'
import { shiftForm } from './shift-routes.ts'

const id = identifier.optional().describe('Which one; absent for one to be added')
const orNone = <Form extends z.ZodType>(form: Form) =>
  form.nullable().describe('As it would be; null to remove')

/** A change that is only tried: the forms are those of the routes that make it. */
export const proposal = z
  .discriminatedUnion('change', [
    z.strictObject({ change: z.literal('shift'), id, to: orNone(shiftForm) }),
    z.strictObject({ change: z.literal('assignment'), doctor: identifier, id, to: orNone(assignmentForm) }),
    z.strictObject({ change: z.literal('override'), doctor: identifier, id, to: orNone(overrideForm) }),
    z.strictObject({ change: z.literal('closure'), id, to: orNone(closureForm) }),
    z.strictObject({
      change: z.literal('doctor'),
      id,
      to: orNone(doctorRecordForm),
      withdraw: z.boolean().default(false),
    }),
  ])
  .refine(({ id: named, to }) => named !== undefined || to !== null, {
    path: ['to'],
    error: 'is needed where no id names what to change',
  })
  .meta({ id: 'CalendarProposal' })
export type Proposal = z.infer<typeof proposal>

const when = {
  doctor: z.strictObject({ id: identifier, name: z.string() }),
  startsAt: instant,
  endsAt: instant,
  localDate,
  localTime,
}
const slots = z.strictObject({
  count: z.int(),
  items: z.array(z.strictObject(when)).describe('The first 200, earliest first'),
})

export const calendarPreview = z
  .strictObject({
    timeZone: z.string(),
    added: slots,
    removed: slots,
    displaced: z.strictObject({
      count: z.int(),
      items: z
        .array(z.strictObject({ id: identifier, reference: z.string(), ...when }))
        .describe('The first 200, earliest first'),
    }),
    restored: z.int().describe('Withdrawn slots that would be open again'),
  })
  .meta({ id: 'CalendarPreview' })
export type CalendarPreview = z.infer<typeof calendarPreview>

export const previewCalendarRoute = describeRoute({
  id: 'previewCalendar',
  method: 'post',
  path: '/admin/calendar/preview',
  scope: 'clinic',
  tag: 'Availability',
  summary: 'What a change would add, remove and displace, before it is saved',
  description:
    'Refuses what saving would refuse. Nothing is changed. A doctor asks about their own availability.',
  access: 'signed-in',
  body: proposal,
  success: { status: 200, description: 'What would happen', body: calendarPreview },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'not-found',
    'already-exists',
    'in-use',
    'transition-not-allowed',
    ...clinicProblems,
  ],
})
