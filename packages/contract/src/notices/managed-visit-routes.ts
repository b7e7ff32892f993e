import { z } from 'zod'
import { appointmentStatuses, clinicProblems, timeProblems } from '../appointments/appointment.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { freeSlot } from '../slots/slot-routes.ts'
import { identifier, instant, localDate, localTime, slug, versionSeen } from '../words.ts'

/** What stands behind the last dot of a notice's link: two identifiers, when it ends, and a signature. */
const token = z
  .string()
  .regex(/^[A-Za-z0-9_-]{70}$/, 'the part of the link after the last dot')
  .describe('From the link of a notice: stands for one appointment, until some days after it')

const shown = z.strictObject({ token }).meta({ id: 'ManageLink' })

/** A visit as whoever holds its link sees it: neither what it is for nor what was said about it. */
export const managedVisit = z
  .strictObject({
    reference: z.string(),
    status: z.enum(appointmentStatuses),
    clinic: z.strictObject({ slug, name: z.string() }),
    doctor: z.strictObject({ name: z.string() }),
    startsAt: instant,
    endsAt: instant,
    localDate,
    localTime,
    timeZone: z.string(),
    displacedAt: instant.optional().describe('The clinic took its time away; it waits for another'),
    version: z.int(),
  })
  .meta({ id: 'ManagedVisit' })
export type ManagedVisit = z.infer<typeof managedVisit>

const common = { scope: 'clinic', tag: 'Notices', access: 'public', method: 'post' } as const
const success = { status: 200, description: 'As it is now', body: managedVisit, etag: true } as const
const problems = ['invalid-request', 'proof-refused', ...clinicProblems] satisfies ProblemCode[]
const changing = [
  ...problems,
  'outside-policy',
  'transition-not-allowed',
  'precondition-required',
  'version-mismatch',
] satisfies ProblemCode[]
const description =
  'No account is needed. A link that is made up, too old, of another clinic or of a visit that is gone is refused alike.'

export const managedVisitRoutes = {
  showManagedVisit: describeRoute({
    ...common,
    id: 'showManagedVisit',
    path: '/managed-visit',
    summary: 'Show the visit that a link of a notice stands for',
    description,
    body: shown,
    success,
    problems,
  }),
  listManagedAlternatives: describeRoute({
    ...common,
    id: 'listManagedAlternatives',
    path: '/managed-visit/alternatives',
    summary: 'List free times it could move to',
    description,
    body: shown,
    success: {
      status: 200,
      description: 'The nearest first',
      body: z.strictObject({ items: z.array(freeSlot) }).meta({ id: 'ManagedAlternatives' }),
    },
    problems,
  }),
  cancelManagedVisit: describeRoute({
    ...common,
    id: 'cancelManagedVisit',
    path: '/managed-visit/cancel',
    summary: 'Cancel it; its time is free again at once',
    description,
    body: shown,
    ifMatch: true,
    success,
    problems: changing,
  }),
  moveManagedVisit: describeRoute({
    ...common,
    id: 'moveManagedVisit',
    path: '/managed-visit/reschedule',
    summary: 'Move it to another slot: whole, or not at all',
    description,
    body: z
      .strictObject({ token, slotId: identifier, slotVersion: versionSeen.optional() })
      .meta({ id: 'ManagedMove' }),
    ifMatch: true,
    success,
    problems: [...changing, 'clinic-suspended', ...timeProblems.filter((each) => each !== 'outside-policy')],
  }),
  unsubscribe: describeRoute({
    id: 'unsubscribe',
    scope: 'service',
    tag: 'Notices',
    access: 'public',
    method: 'post',
    path: '/v1/unsubscribe',
    summary: 'End reminders by the link of one',
    description:
      'What mail programs send for their own button (RFC 8058): any body is taken and none is needed. Other notices go on.',
    query: z.strictObject({
      token: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'the part of the link after the equals sign'),
    }),
    success: { status: 204, description: 'No reminders from now on' },
    problems: ['invalid-request', 'proof-refused', 'service-unavailable'],
  }),
}
