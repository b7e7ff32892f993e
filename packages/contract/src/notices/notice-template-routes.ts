import { z } from 'zod'
import { clinicProblems, describeEditing, editable } from '../editing.ts'
import { describeRoute } from '../route.ts'
import { noticeLanguages, noticeTemplateChannels, noticeTemplateKinds } from './placeholders.ts'

const key = {
  kind: z.enum(noticeTemplateKinds),
  language: z.enum(noticeLanguages),
  channel: z.enum(noticeTemplateChannels),
}
const text = z
  .string()
  .trim()
  .min(1)
  .max(4_000)
  .describe(
    'Plain text with placeholders such as {{when}}; an empty line begins a paragraph. The facts of the visit, its links and its calendar entry stand beside it in every mail.',
  )
const subject = z.string().trim().min(1).max(150).optional().describe('Of a mail; ours where it is absent')

export const noticeTemplateForm = z
  .strictObject({ ...key, subject, body: text })
  .refine(({ channel, subject }) => channel === 'email' || subject === undefined, {
    path: ['subject'],
    message: 'A short message has no subject.',
  })
  .refine(({ channel, body }) => channel === 'email' || body.length <= 480, {
    path: ['body'],
    message: 'A short message has 480 signs at most.',
  })
  .meta({ id: 'NoticeTemplateForm' })
export type NoticeTemplateForm = z.infer<typeof noticeTemplateForm>

export const noticeTemplateDocument = z
  .strictObject({ ...editable, ...key, subject, body: text })
  .meta({ id: 'NoticeTemplate' })
export type NoticeTemplateDocument = z.infer<typeof noticeTemplateDocument>

const common = { scope: 'clinic', tag: 'Notices', access: 'signed-in' } as const

/** What somebody would receive. */
export const noticePreview = z
  .strictObject({
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    sms: z.string(),
    smsSegments: z.int().describe('In how many parts the short message is sent and paid'),
  })
  .meta({ id: 'NoticePreview' })
export type NoticePreview = z.infer<typeof noticePreview>

export const noticeTemplateRoutes = {
  ...describeEditing({
    one: 'NoticeTemplate',
    many: 'NoticeTemplates',
    path: '/admin/notice-templates',
    tag: 'Notices',
    words: ["a notice's own words", "the clinic's own words of notices"],
    doc: noticeTemplateDocument,
    form: noticeTemplateForm,
  }),
  listNoticeWords: describeRoute({
    ...common,
    id: 'listNoticeWords',
    method: 'get',
    path: '/admin/notice-words',
    summary: 'List how each notice is worded',
    description:
      'Every kind in every language and channel: whether the words are ours or the clinic’s, what they give with a made-up visit, and which placeholders a template may hold.',
    success: {
      status: 200,
      description: 'All of them',
      body: z
        .strictObject({
          items: z.array(
            z.strictObject({
              ...key,
              whose: z.enum(['ours', 'clinic']),
              template: noticeTemplateDocument.optional(),
              sample: z.strictObject({ subject: z.string().optional(), text: z.string() }),
              placeholders: z.strictObject({
                subject: z.array(z.string()).optional(),
                body: z.array(z.string()),
              }),
            }),
          ),
        })
        .meta({ id: 'NoticeWordsList' }),
    },
    problems: ['invalid-request', 'not-signed-in', 'not-allowed', ...clinicProblems],
  }),
  previewNoticeTemplate: describeRoute({
    ...common,
    id: 'previewNoticeTemplate',
    method: 'post',
    path: '/admin/notice-templates/preview',
    summary: 'Show what a notice would say',
    description:
      'Fills the template with a made-up visit and keeps nothing. What could not be saved is refused alike.',
    body: noticeTemplateForm,
    success: { status: 200, description: 'As it would be received', body: noticePreview },
    problems: ['invalid-request', 'not-signed-in', 'not-allowed', ...clinicProblems],
  }),
}
