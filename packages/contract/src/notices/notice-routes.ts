import { z } from 'zod'
import { appointmentParams, clinicProblems } from '../appointments/appointment.ts'
import { noticeChannel } from '../clinics/booking-policy.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { identifier, instant } from '../words.ts'

export const noticeKinds = [
  'booked',
  'changed',
  'cancelled',
  'reminder',
  'offered',
  'displaced',
  'by-hand',
] as const

const what = {
  kind: z.enum(noticeKinds),
  channel: noticeChannel.optional().describe('Absent until it leaves, unless it was named'),
  state: z
    .enum(['waiting', 'sent', 'refused', 'dropped'])
    .describe(
      'Refused: no server will ever take it. Dropped: there was no way, or nothing to be told any more.',
    ),
  reason: z
    .string()
    .optional()
    .describe(
      'Of a refused one the server’s code; of a dropped one a word: no-address, no-channel, unsubscribed, over, moved, undone, told-already, …',
    ),
  dueAt: instant.describe('No sooner'),
  endedAt: instant.optional(),
}

/** What the desk sees of a notice. */
export const noticeDocument = z
  .strictObject({
    id: identifier,
    patientId: identifier,
    appointmentId: identifier.optional(),
    ...what,
    attempts: z.int(),
    lastError: z.string().optional().describe('Of one that waits: why the last attempt failed, by a code'),
    askedBy: z.string().optional().describe('The account that asked for it by hand'),
  })
  .meta({ id: 'Notice' })
export type NoticeDocument = z.infer<typeof noticeDocument>

export const exportedNotice = z.strictObject({
  clinic: z.string(),
  appointmentId: identifier.optional(),
  ...what,
})

const common = { scope: 'clinic', tag: 'Notices', access: 'signed-in' } as const
const problems = ['invalid-request', 'not-signed-in', 'not-allowed'] satisfies ProblemCode[]

export const listVisitNoticesRoute = describeRoute({
  ...common,
  id: 'listVisitNotices',
  method: 'get',
  path: '/appointments/{appointment}/notices',
  summary: 'Whether the patient was told of an appointment: its notices, the oldest first',
  params: appointmentParams,
  success: {
    status: 200,
    description: 'All of them',
    body: z.strictObject({ items: z.array(noticeDocument) }).meta({ id: 'NoticeList' }),
  },
  problems: [...problems, 'not-found', 'service-unavailable', ...clinicProblems],
})

export const notificationForm = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('reminder'),
      appointment: identifier,
      channel: noticeChannel.optional(),
    }),
    z.strictObject({
      kind: z.literal('message'),
      patient: identifier,
      appointment: identifier.optional().describe('One of theirs; its facts stand below the words'),
      channel: noticeChannel.optional(),
      subject: z
        .string()
        .trim()
        .min(1)
        .max(150)
        .regex(/^[^\p{Cc}]*$/u, 'one line'),
      text: z.string().trim().min(1).max(2_000).describe('Plain text'),
    }),
  ])
  .meta({ id: 'NotificationForm' })
export type NotificationForm = z.infer<typeof notificationForm>

export const sendNotificationRoute = describeRoute({
  ...common,
  id: 'sendNotification',
  method: 'post',
  path: '/notifications/send',
  summary: 'Send a patient a message by hand: a reminder, or words of the desk',
  description:
    'By the patient’s preference unless a channel is named. It leaves in the background; `listVisitNotices` tells what became of it. A reminder rests in the quiet hours, and is dropped for a patient who wants none.',
  body: notificationForm,
  idempotencyKey: 'required',
  success: { status: 202, description: 'It will be sent', body: noticeDocument },
  problems: [
    ...problems,
    'not-found',
    'patient-unknown',
    'transition-not-allowed',
    'idempotency-mismatch',
    'too-many-requests',
    'service-unavailable',
    ...clinicProblems,
  ],
})
