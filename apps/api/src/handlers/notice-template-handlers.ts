import { checkTemplate, type Clinic, noticeTemplates } from '@polyclinic/clinic'
import {
  type NoticeTemplateDocument,
  type NoticeTemplateForm,
  noticeLanguages,
  noticeTemplateChannels,
  noticeTemplateKinds,
  placeholdersFor,
} from '@polyclinic/contract'
import { countSegments, sampleFacts, unfitPlaceholders, writeNotice } from '@polyclinic/mail'
import type { Handlers } from '../edge/index.ts'
import { editingHandlers } from './editing-handlers.ts'

const verbs = noticeTemplates(unfitPlaceholders)
type Further = Pick<Handlers<Clinic>, 'listNoticeWords' | 'previewNoticeTemplate'>
type Key = Pick<NoticeTemplateForm, 'kind' | 'language' | 'channel'>

/** How a clinic words what it tells its patients. */
export function noticeTemplateHandlers() {
  const further: Further = {
    async listNoticeWords({ clinic, actor }) {
      const own = await verbs.list(clinic, actor, {})
      return { body: { items: everyKey.map((key) => wordsOf(clinic, key, own)) } }
    },
    async previewNoticeTemplate({ clinic, actor, body }) {
      checkTemplate(clinic, actor, body, unfitPlaceholders)
      const { subject, text, html, sms } = sampleOf(clinic, body, body)
      return { body: { subject, text, html, sms, smsSegments: countSegments(sms) } }
    },
  }
  return { ...editingHandlers('NoticeTemplate', 'NoticeTemplates', verbs), ...further }
}

const everyKey: readonly Key[] = noticeTemplateKinds.flatMap((kind) =>
  noticeLanguages.flatMap((language) =>
    noticeTemplateChannels.map((channel) => ({ kind, language, channel })),
  ),
)

function wordsOf(clinic: Clinic, key: Key, own: readonly NoticeTemplateDocument[]) {
  const { kind, language, channel } = key
  const isOwn = (each: Key) => each.kind === kind && each.language === language && each.channel === channel
  const template = own.find(isOwn)
  const sample = sampleOf(clinic, key, template)
  return {
    ...key,
    whose: template ? ('clinic' as const) : ('ours' as const),
    ...(template && { template }),
    sample: channel === 'sms' ? { text: sample.sms } : { subject: sample.subject, text: sample.text },
    placeholders: {
      ...(channel === 'email' && { subject: [...placeholdersFor(kind, 'subject')] }),
      body: [...placeholdersFor(kind, channel)],
    },
  }
}

/** With a made-up visit at that very clinic. */
function sampleOf(
  { slug, name, timeZone }: Clinic,
  { kind, language, channel }: Key,
  own: Pick<NoticeTemplateForm, 'subject' | 'body'> | undefined,
) {
  const facts = sampleFacts({ slug, name, timeZone })[kind]
  const template = own && { [channel]: { subject: own.subject, body: own.body } }
  return writeNotice({ kind, facts, locale: language, template })
}
