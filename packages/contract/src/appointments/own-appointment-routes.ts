import { z } from 'zod'
import { page } from '../page.ts'
import { describeRoute } from '../route.ts'
import { identifier, instant, slug } from '../words.ts'
import { appointmentStatuses } from './appointment.ts'
import { overlap } from './booking-warning.ts'
import { visitFacts } from './visit-facts.ts'

export const ownAppointment = z
  .strictObject({
    id: identifier,
    reference: z.string(),
    status: z.enum(appointmentStatuses),
    clinic: z.strictObject({ slug, name: z.string() }),
    ...visitFacts,
    displaced: z.boolean().describe('The clinic took its time away; it waits for another'),
    version: z.int(),
    asOf: instant.describe('Now, where the clinic itself has answered; otherwise when it was last heard of'),
    overlapsWith: z
      .array(identifier)
      .optional()
      .describe('Other appointments of the same patient at the same time'),
  })
  .meta({ id: 'OwnAppointment' })
export type OwnAppointment = z.infer<typeof ownAppointment>

const common = { scope: 'service', tag: 'Appointments', access: 'signed-in', method: 'get' } as const
const dependent = identifier.optional().describe('Of somebody for whom I act')

export const listOwnAppointmentsRoute = describeRoute({
  ...common,
  id: 'listOwnAppointments',
  path: '/v1/me/appointments',
  summary: 'My appointments at all clinics',
  description:
    'Each clinic is asked; of one that does not answer within a second (`missing`) it is shown what was last heard, and `asOf` says when. What is not over is upcoming, earliest first; what is past comes latest first.',
  query: z.strictObject({
    when: z.enum(['upcoming', 'past']).default('upcoming'),
    dependent,
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: z.string().max(400).optional(),
  }),
  success: {
    status: 200,
    description: 'One page',
    body: page(ownAppointment)
      .extend({ missing: z.array(slug).describe('Clinics that did not answer') })
      .meta({ id: 'OwnAppointmentPage' }),
  },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'service-unavailable'],
})

const longestDays = 31

export const findOverlapsRoute = describeRoute({
  ...common,
  id: 'findOverlaps',
  path: '/v1/me/overlaps',
  summary: 'What I have at a time already, at any clinic',
  description:
    'Before a time is chosen. Bookings and holds say the same in `warnings`. By what was last heard from the clinics, which is a second old as a rule.',
  query: z.strictObject({ startsAt: instant, endsAt: instant, dependent }).refine(({ startsAt, endsAt }) => {
    const length = Date.parse(endsAt) - Date.parse(startsAt)
    return length > 0 && length <= longestDays * 86_400_000
  }, `\`endsAt\` comes after \`startsAt\`, ${longestDays} days later at most`),
  success: {
    status: 200,
    description: 'All of it, earliest first',
    body: z.strictObject({ items: z.array(overlap) }).meta({ id: 'OverlapList' }),
  },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'service-unavailable'],
})
