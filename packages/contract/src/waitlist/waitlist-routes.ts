import { z } from 'zod'
import { appointment, clinicProblems, whose } from '../appointments/appointment.ts'
import { hold } from '../appointments/hold-routes.ts'
import { page } from '../page.ts'
import { describeRoute } from '../route.ts'
import { partOfDay } from '../slots/slot-routes.ts'
import { code, identifier, instant, plannedDate, slug } from '../words.ts'

const wishes = {
  visitType: code,
  doctors: z.array(identifier).min(1).max(50).optional().describe('Any doctor when absent'),
  specialty: code.optional(),
  from: plannedDate.describe("First day on the clinic's calendar"),
  to: plannedDate.describe('Last day, included'),
  partsOfDay: z.array(partOfDay).min(1).max(3).optional().describe('Any time of day when absent'),
}

/** What one may wait for at a time. */
const mostDays = 366

export const waitlistRequest = z
  .strictObject({ ...wishes, patientId: whose })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'lies before `from`' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < mostDays * 86_400_000, {
    path: ['to'],
    error: `is more than ${mostDays} days after \`from\``,
  })
  .meta({ id: 'WaitlistRequest' })
export type WaitlistRequest = z.infer<typeof waitlistRequest>

export const waitlistStates = ['waiting', 'offered', 'booked', 'left', 'over'] as const

export const waitlistEntry = z
  .strictObject({
    id: identifier,
    patientId: identifier,
    ...wishes,
    state: z.enum(waitlistStates).describe('over: its days have passed'),
    offer: hold.optional().describe('A time that is held for this patient until it expires'),
    appointmentId: identifier.optional().describe('What became of it, once booked'),
    joinedAt: instant,
    version: z.int(),
  })
  .meta({ id: 'WaitlistEntry' })
export type WaitlistEntry = z.infer<typeof waitlistEntry>

const common = { scope: 'clinic', tag: 'Waitlist', access: 'signed-in' } as const
const entryParams = z.strictObject({ entry: identifier })
const one = { ...common, params: entryParams } as const
const known = ['not-signed-in', 'not-allowed', 'not-found', ...clinicProblems] as const

export const joinWaitlistRoute = describeRoute({
  ...common,
  id: 'joinWaitlist',
  method: 'post',
  path: '/waitlist',
  summary: 'Wait for a time: the first that suits is held and offered',
  body: waitlistRequest,
  idempotencyKey: 'required',
  success: { status: 201, description: 'Waiting, or offered at once', body: waitlistEntry, etag: true },
  problems: [
    'invalid-request',
    'patient-blocked',
    'patient-unknown',
    'clinic-suspended',
    'outside-policy',
    'idempotency-mismatch',
    ...known,
  ],
})

export const listWaitlistRoute = describeRoute({
  ...common,
  id: 'listWaitlist',
  method: 'get',
  path: '/waitlist',
  summary: "Who waits: all for staff, one's own for a patient; longest first",
  query: z.strictObject({
    state: z.enum(waitlistStates).optional(),
    patient: identifier.optional().describe('For staff, and for guardians of that patient'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(400).optional(),
  }),
  success: { status: 200, description: 'One page', body: page(waitlistEntry).meta({ id: 'WaitlistPage' }) },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', ...clinicProblems],
})

export const ownWaitlistEntry = waitlistEntry
  .extend({ clinic: z.strictObject({ slug, name: z.string() }) })
  .meta({ id: 'OwnWaitlistEntry' })
export type OwnWaitlistEntry = z.infer<typeof ownWaitlistEntry>

export const listOwnWaitlistRoute = describeRoute({
  scope: 'service',
  tag: 'Waitlist',
  access: 'signed-in',
  id: 'listOwnWaitlist',
  method: 'get',
  path: '/v1/me/waitlist',
  summary: 'What I wait for at all clinics',
  description:
    'What was offered first, then longest waiting first; of each clinic the 200 longest waiting. Each clinic is asked; one that does not answer within a second is named in `missing`.',
  query: z.strictObject({
    state: z.enum(waitlistStates).optional(),
    dependent: identifier.optional().describe('Of somebody for whom I act'),
  }),
  success: {
    status: 200,
    description: 'All of it',
    body: z
      .strictObject({
        items: z.array(ownWaitlistEntry),
        missing: z.array(slug).describe('Clinics that did not answer'),
      })
      .meta({ id: 'OwnWaitlist' }),
  },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'service-unavailable'],
})

export const showWaitlistEntryRoute = describeRoute({
  ...one,
  id: 'showWaitlistEntry',
  method: 'get',
  path: '/waitlist/{entry}',
  summary: 'One entry',
  success: { status: 200, description: 'As it is now', body: waitlistEntry, etag: true },
  problems: known,
})

export const leaveWaitlistRoute = describeRoute({
  ...one,
  id: 'leaveWaitlist',
  method: 'delete',
  path: '/waitlist/{entry}',
  summary: 'Wait no longer; a time that was offered passes on',
  success: { status: 200, description: 'Left', body: waitlistEntry, etag: true },
  problems: [...known, 'transition-not-allowed'],
})

export const acceptOfferRoute = describeRoute({
  ...one,
  id: 'acceptOffer',
  method: 'post',
  path: '/waitlist/{entry}/accept',
  summary: 'Book the time that is offered',
  idempotencyKey: 'required',
  success: { status: 201, description: 'Booked', body: appointment, etag: true },
  problems: [
    'invalid-request',
    'hold-ended',
    'slot-taken',
    'patient-blocked',
    'patient-unknown',
    'clinic-suspended',
    'transition-not-allowed',
    'idempotency-mismatch',
    'too-busy',
    ...known,
  ],
})

export const declineOfferRoute = describeRoute({
  ...one,
  id: 'declineOffer',
  method: 'post',
  path: '/waitlist/{entry}/decline',
  summary: 'Refuse the time that is offered and wait on; it passes to the next',
  success: { status: 200, description: 'Waiting again', body: waitlistEntry, etag: true },
  problems: [...known, 'transition-not-allowed', 'hold-ended'],
})

export const waitlistRoutes = {
  joinWaitlist: joinWaitlistRoute,
  listWaitlist: listWaitlistRoute,
  showWaitlistEntry: showWaitlistEntryRoute,
  leaveWaitlist: leaveWaitlistRoute,
  acceptOffer: acceptOfferRoute,
  declineOffer: declineOfferRoute,
  listOwnWaitlist: listOwnWaitlistRoute,
} as const
