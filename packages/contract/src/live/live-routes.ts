import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { identifier, localDate, slug } from '../words.ts'

/** What one stream may follow at a time. */
export const topicLimit = 10

/** `slots:riverside`, `schedule:riverside`, `operations` */
const topic = '(?:operations|(?:slots|schedule):[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)'

/** Free times of a clinic, or its schedule, may have changed: on these days, of this doctor; absent: all of them. */
export const daysMoved = z.strictObject({
  clinic: slug,
  doctor: identifier.optional(),
  days: z.array(localDate).optional(),
})
export type DaysMoved = z.infer<typeof daysMoved>

/** An operation went a step on, or something else of that clinic's entry has changed. */
export const operationMoved = z.strictObject({ clinic: slug, operation: identifier.optional() })
export type OperationMoved = z.infer<typeof operationMoved>

export const followLiveRoute = describeRoute({
  id: 'followLive',
  method: 'get',
  path: '/v1/live',
  scope: 'service',
  tag: 'Live',
  access: 'public',
  summary: 'Follow what changes, as server-sent events',
  description: `Hints of what to ask for again, and nothing else: they name a clinic, a doctor and days, never a patient, and may come twice.

| event | topic | data |
| --- | --- | --- |
| \`slots\` | \`slots:{clinic}\`, for anybody | \`{"clinic", "doctor", "days"}\`; absent: any |
| \`schedule\` | \`schedule:{clinic}\`, for those who work there | the same |
| \`operation\` | \`operations\`, for operators | \`{"clinic", "operation"}\` |
| \`ready\` | | what happened before it has been told |
| \`reset\` | | something was missed: ask for everything again |

The answer does not end by itself, except with the token, the session or the role that it was asked with. Come again then, with \`Last-Event-ID\`: what was missed within a quarter of an hour is told.`,
  query: z.strictObject({
    topics: z
      .string()
      .max(1_000)
      .regex(new RegExp(`^${topic}(?:,${topic}){0,${topicLimit - 1}}$`), `topics with commas between`)
      .meta({ examples: ['slots:riverside,schedule:riverside', 'operations'] }),
  }),
  resumes: true,
  success: {
    status: 200,
    description: 'The stream',
    body: z.string(),
    mediaType: 'text/event-stream',
  },
  problems: ['not-signed-in', 'not-allowed', 'clinic-unknown', 'too-many-requests', 'service-unavailable'],
})
