/** The kinds of notices that a clinic may word by itself. */
export const noticeTemplateKinds = [
  'booked',
  'changed',
  'cancelled',
  'reminder',
  'offered',
  'displaced',
] as const
export type NoticeTemplateKind = (typeof noticeTemplateKinds)[number]

export const noticeTemplateChannels = ['email', 'sms'] as const
export type NoticeTemplateChannel = (typeof noticeTemplateChannels)[number]

export const noticeLanguages = ['en', 'es', 'de'] as const
export type NoticeLanguage = (typeof noticeLanguages)[number]

/** Locked screens show subjects and short messages: nothing of these says what a visit is for, or a whole name. */
const forEverybody = [
  'when',
  'date',
  'time',
  'zone',
  'clinic',
  'doctor',
  'reference',
  'address',
  'phone',
  'firstName',
] as const
const forTheReceiver = ['visitType', 'forName'] as const
const ofKind = {
  booked: ['visits', 'pending'],
  changed: ['before'],
  cancelled: ['byClinic'],
  reminder: ['visits'],
  offered: ['until'],
  displaced: [],
} as const satisfies Record<NoticeTemplateKind, readonly string[]>

export type NoticePlaceholder =
  | (typeof forEverybody)[number]
  | (typeof forTheReceiver)[number]
  | (typeof ofKind)[NoticeTemplateKind][number]
  | 'manageLink'

/** Where in a template a text stands. */
export type TemplatePart = 'subject' | 'email' | 'sms'

/** What may stand in braces there. `visits` repeats what is between its braces for each visit of that day. */
export function placeholdersFor(kind: NoticeTemplateKind, part: TemplatePart): readonly NoticePlaceholder[] {
  const common = [...forEverybody, ...ofKind[kind]]
  if (part === 'subject') return common
  return part === 'sms' ? [...common, 'manageLink'] : [...common, 'manageLink', ...forTheReceiver]
}
