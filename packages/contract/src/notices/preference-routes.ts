import { z } from 'zod'
import { noticeChannel } from '../clinics/booking-policy.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'

const wishes = {
  channels: z
    .array(noticeChannel)
    .min(1)
    .max(2)
    .refine((channels) => new Set(channels).size === channels.length, { error: 'name each once' })
    .describe('In the order in which they are tried; one that is not named is not used'),
  reminders: z.boolean().describe('What is booked, changed or cancelled is told in any case'),
}

export const noticePreferences = z
  .strictObject({ ...wishes, version: z.int().describe('0 while nothing was chosen') })
  .meta({ id: 'NoticePreferences' })
export type NoticePreferences = z.infer<typeof noticePreferences>

export const noticePreferencesEdit = z
  .strictObject(wishes)
  .partial()
  .refine((edit) => Object.keys(edit).length > 0, { error: 'name at least one thing' })
  .meta({ id: 'NoticePreferencesEdit' })
export type NoticePreferencesEdit = z.infer<typeof noticePreferencesEdit>

const common = {
  scope: 'service',
  tag: 'Identity',
  access: 'signed-in',
  path: '/v1/me/notice-preferences',
  success: { status: 200, description: 'As they are now', body: noticePreferences, etag: true },
} as const
const own = ['not-signed-in', 'not-allowed', 'patient-unknown', 'service-unavailable'] satisfies ProblemCode[]

export const showNoticePreferencesRoute = describeRoute({
  ...common,
  id: 'showNoticePreferences',
  method: 'get',
  summary: 'How I wish to be told of my visits, and of those whom I act for',
  problems: own,
})

export const editNoticePreferencesRoute = describeRoute({
  ...common,
  id: 'editNoticePreferences',
  method: 'patch',
  summary: 'Change how I wish to be told of visits',
  description: 'What is not named stays. `If-Match: "0"` for the first time.',
  body: noticePreferencesEdit,
  ifMatch: true,
  problems: [...own, 'invalid-request', 'precondition-required', 'version-mismatch'],
})
