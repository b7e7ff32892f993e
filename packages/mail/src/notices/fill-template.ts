import { type NoticeTemplateKind, noticeTemplateKinds, type TemplatePart } from '@polyclinic/contract'
import type { NoticeFacts, NoticeKind } from '@polyclinic/control'
import mustache from 'mustache'
import type { TimeTeller } from './tell-time.ts'
import { unfitPlaceholders } from './unfit-placeholders.ts'
import { viewOf } from './view-of.ts'
import type { Words } from './wording.ts'

/** A clinic's own words for one kind in one language. */
export interface NoticeTemplate {
  readonly email?: { readonly subject?: string | undefined; readonly body: string } | undefined
  readonly sms?: { readonly body: string } | undefined
}

/** A template that cannot be filled: it will not be better at the next attempt. It says where, never with what. */
export class TemplateFailed extends Error {
  override readonly name = 'TemplateFailed'
  readonly code = 'template-failed'
  readonly facts: { readonly kind: NoticeKind; readonly part: TemplatePart; readonly lasts: 'for-good' }

  constructor(facts: { kind: NoticeKind; part: TemplatePart }) {
    super(`The clinic's template for ${facts.kind} (${facts.part}) cannot be filled.`)
    this.facts = { ...facts, lasts: 'for-good' }
  }
}

export interface FilledTemplate {
  readonly mail?: Partial<Words>
  readonly sms?: string
}

/**
 * Puts a notice's facts into a clinic's template. What comes out is text: the letter escapes it like our own.
 * @throws TemplateFailed
 */
export function fillTemplate<K extends NoticeKind>(
  kind: K,
  facts: NoticeFacts[K],
  tell: TimeTeller,
  { email, sms }: NoticeTemplate,
): FilledTemplate {
  if (!isTemplated(kind)) return {}
  const view = viewOf(kind, facts as NoticeFacts[NoticeTemplateKind], tell)
  const fill = (part: TemplatePart, text: string): string => {
    try {
      if (unfitPlaceholders(kind, part, text).length > 0) throw new TemplateFailed({ kind, part })
      return mustache.render(text, view, {}, { escape: String })
    } catch {
      // the library's words would quote the template
      throw new TemplateFailed({ kind, part })
    }
  }
  return {
    ...(email && {
      mail: {
        ...(email.subject && { subject: fill('subject', email.subject) }),
        opening: paragraphs(fill('email', email.body)),
        closing: [],
      },
    }),
    ...(sms && { sms: fill('sms', sms.body) }),
  }
}

const isTemplated = (kind: NoticeKind): kind is NoticeTemplateKind =>
  (noticeTemplateKinds as readonly string[]).includes(kind)

const paragraphs = (text: string): string[] =>
  text
    .split(/\r?\n[^\S\n]*\r?\n/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
