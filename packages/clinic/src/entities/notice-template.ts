import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { NoticeLanguage, NoticeTemplateChannel, NoticeTemplateKind } from '@polyclinic/contract'
import { rowStamps } from './row-stamps.ts'

/** The clinic's own words for one kind of notice, in one language, for one channel. */
export const NoticeTemplateRecord = defineEntity({
  name: 'NoticeTemplateRecord',
  tableName: 'notice_template',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    kind: p.text().$type<NoticeTemplateKind>(),
    language: p.text().$type<NoticeLanguage>(),
    channel: p.text().$type<NoticeTemplateChannel>(),
    subject: p.text().nullable(),
    body: p.text(),
    ...rowStamps,
  },
  uniques: [
    { name: 'notice_template_kind_language_channel_key', properties: ['kind', 'language', 'channel'] },
  ],
})
export type NoticeTemplateRecord = InferEntity<typeof NoticeTemplateRecord>
