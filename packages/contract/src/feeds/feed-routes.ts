import { z } from 'zod'
import { dependentLimit } from '../identity/dependent-routes.ts'
import { describeRoute } from '../route.ts'
import { identifier, instant, slug } from '../words.ts'

/** How many calendars one account may have made. */
export const feedLimit = 20

const name = z.string().trim().min(1).max(80).describe('For oneself: where it is used')

export const feedForm = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('patient'),
      name,
      own: z.boolean().default(true).describe('With my own appointments'),
      dependents: z
        .array(identifier)
        .max(dependentLimit)
        .default([])
        .describe('And with those of people for whom I act'),
    }),
    z.strictObject({ kind: z.literal('doctor'), name, clinic: slug.describe('Where I am a doctor') }),
  ])
  .meta({ id: 'FeedForm' })
export type FeedForm = z.infer<typeof feedForm>

const facts = {
  id: identifier,
  kind: z.enum(['patient', 'doctor']),
  name: z.string(),
  clinic: slug.optional().describe("Of a doctor's"),
  patients: z.array(identifier).optional().describe("Whose appointments a patient's shows"),
  createdAt: instant,
  lastUsedAt: instant.optional().describe('To a quarter of an hour'),
}
export const feed = z.strictObject(facts).meta({ id: 'Feed' })
export type Feed = z.infer<typeof feed>

export const newFeed = z
  .strictObject({
    ...facts,
    url: z.string().describe('To subscribe to. Whoever has it reads the calendar; it is shown this once'),
  })
  .meta({ id: 'NewFeed' })
export type NewFeed = z.infer<typeof newFeed>

const common = { scope: 'service', tag: 'Calendars', access: 'signed-in' } as const

export const addFeedRoute = describeRoute({
  ...common,
  id: 'addFeed',
  method: 'post',
  path: '/v1/me/feeds',
  summary: 'Have my appointments in a calendar that keeps itself up to date',
  description: `An address for calendar programs: of a patient's appointments at all clinics, or of a doctor's at one. At most ${feedLimit}. It ends with the role, with the right to act for a dependent, and with a change of the password.`,
  body: feedForm,
  success: { status: 201, description: 'Made', body: newFeed },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'second-factor-needed',
    'clinic-unknown',
    'outside-policy',
    'too-many-requests',
    'service-unavailable',
  ],
})

export const listFeedsRoute = describeRoute({
  ...common,
  id: 'listFeeds',
  method: 'get',
  path: '/v1/me/feeds',
  summary: 'The calendars I have made, and when each was last read',
  success: {
    status: 200,
    description: 'All of them, the newest first',
    body: z.strictObject({ items: z.array(feed) }).meta({ id: 'FeedList' }),
  },
  problems: ['not-signed-in', 'not-allowed', 'service-unavailable'],
})

export const endFeedRoute = describeRoute({
  ...common,
  id: 'endFeed',
  method: 'delete',
  path: '/v1/me/feeds/{feed}',
  summary: 'Let a calendar end: its address leads nowhere from now on',
  params: z.strictObject({ feed: identifier }),
  success: { status: 204, description: 'It is ended' },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'not-found', 'service-unavailable'],
})

export const showFeedRoute = describeRoute({
  ...common,
  id: 'showFeed',
  access: 'public',
  method: 'get',
  path: '/v1/feeds/{token}/calendar.ics',
  summary: 'A calendar by its secret address (RFC 5545)',
  description:
    'Times in UTC, clinic, place and reference; never a patient’s name nor what a visit is for. `ETag` and `If-None-Match` spare what has not changed.',
  params: z.strictObject({ token: z.string().min(1).max(100) }),
  success: {
    status: 200,
    description: 'What is to come and of the last three months; cancelled ones for a month, as such',
    body: z.string(),
    mediaType: 'text/calendar',
  },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-found',
    'too-many-requests',
    'clinic-unavailable',
    'service-unavailable',
  ],
})

export const feedRoutes = {
  addFeed: addFeedRoute,
  listFeeds: listFeedsRoute,
  endFeed: endFeedRoute,
  showFeed: showFeedRoute,
} as const
