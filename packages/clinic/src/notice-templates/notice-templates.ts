import {
  type NoticeTemplateDocument,
  type NoticeTemplateForm,
  type NoticeTemplateKind,
  Refusal,
  type TemplatePart,
} from '@polyclinic/contract'
import { type EditVerbs, editVerbs, type NoPlace } from '../editing/index.ts'
import { NoticeTemplateRecord } from '../entities/index.ts'

/** Names what stands in a template's braces and may not. The room that fills templates knows. */
export type FindUnfit = (kind: NoticeTemplateKind, part: TemplatePart, text: string) => readonly string[]

/** The clinic's own words of notices, kept by its admin. What could not be filled is not kept. */
export const noticeTemplates = (
  findUnfit: FindUnfit,
): EditVerbs<NoticeTemplateForm, NoticeTemplateDocument, NoPlace> =>
  editVerbs<NoticeTemplateRecord, NoticeTemplateForm, NoticeTemplateDocument>({
    word: 'notice template',
    entity: NoticeTemplateRecord,
    actions: { read: 'notice-template.keep', edit: 'notice-template.keep' },
    order: { kind: 'asc', language: 'asc', channel: 'asc' },
    unique: { notice_template_kind_language_channel_key: 'kind' },
    columns(_, form) {
      refuseUnfit(findUnfit, form)
      const { kind, language, channel, subject, body } = form
      return { kind, language, channel, subject: subject ?? null, body }
    },
    documents: (_, rows) =>
      rows.map(({ kind, language, channel, subject, body }) => ({
        kind,
        language,
        channel,
        ...(subject !== null && subject !== undefined && { subject }),
        body,
      })),
  })

/** Says which placeholders are unknown there, or unfit for a locked screen. */
export function refuseUnfit(
  findUnfit: FindUnfit,
  { kind, channel, subject, body }: NoticeTemplateForm,
): void {
  const issuesOf = (pointer: string, part: TemplatePart, text: string) =>
    findUnfit(kind, part, text).map((name) => ({ pointer, message: messageFor(name) }))
  const issues = [
    ...(subject === undefined ? [] : issuesOf('/subject', 'subject', subject)),
    ...issuesOf('/body', channel, body),
  ]
  if (issues.length > 0) throw new Refusal('invalid-request', { issues })
}

const messageFor = (name: string): string =>
  name === '{{'
    ? 'Its braces do not match: each {{#name}} needs a {{/name}}, and each {{ a }}.'
    : `{{${name.slice(0, 40)}}} may not stand here.`
