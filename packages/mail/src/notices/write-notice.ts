import type { NoticedVisit, NoticeFacts, NoticeKind } from '@polyclinic/control'
import { languageOf } from '../language.ts'
import type { Letter, Part } from '../letter.ts'
import { writeLetter, type WrittenMail } from '../write-letter.ts'
import { calendarOf, type NoticeCalendar } from './calendar-of.ts'
import { clinicOfNotice, visitsOf } from './facts-of.ts'
import { fillTemplate, type NoticeTemplate } from './fill-template.ts'
import { tellTime, type TimeTeller } from './tell-time.ts'
import { type Labels, labels } from './words/labels.ts'
import { wordings } from './words/index.ts'
import { writeSms } from './write-sms.ts'
import type { Words } from './wording.ts'

export interface WrittenNotice extends WrittenMail {
  readonly sms: string
  readonly calendar?: NoticeCalendar
}

/**
 * Puts a notice of any kind into words: as a mail, as a short message and as a calendar's entry, in the language nearest
 * to the locale and by the clock of the clinic. A clinic's template takes the place of our words; facts, links and
 * calendar stay beside it.
 * @throws TemplateFailed where the clinic's template cannot be filled
 */
export function writeNotice<K extends NoticeKind>(notice: {
  readonly kind: K
  readonly locale?: string | undefined
  readonly facts: NoticeFacts[K]
  readonly template?: NoticeTemplate | undefined
  /** Ends what the receiver may do without */
  readonly unsubscribeLink?: string | undefined
  readonly now?: Date
}): WrittenNotice {
  const { kind, facts, locale, unsubscribeLink } = notice
  const language = languageOf(locale)
  const clinic = clinicOfNotice(facts)
  const tell = tellTime(language, locale, clinic.timeZone)
  const filled = notice.template && fillTemplate(kind, facts, tell, notice.template)
  const words: Words = { ...wordings[kind][language](facts, tell), ...filled?.mail }
  const letter = letterOf({ kind, facts, words, tell, labels: labels[language], unsubscribeLink })
  const calendar = calendarOf(kind, facts, labels[language], notice.now ?? new Date())
  return {
    ...writeLetter(letter, language, `${clinic.name} · Polyclinic`),
    sms: writeSms({ clinic, words, own: filled?.sms, link: linkOf(kind, facts), labels: labels[language] }),
    ...(calendar && { calendar }),
  }
}

interface Composed {
  readonly kind: NoticeKind
  readonly facts: NoticeFacts[NoticeKind]
  readonly words: Words
  readonly tell: TimeTeller
  readonly labels: Labels
  readonly unsubscribeLink: string | undefined
}

/** Nothing can be done about what is cancelled. */
const canManage = (kind: NoticeKind): boolean => kind !== 'cancelled'

function letterOf({ kind, facts, words, tell, labels, unsubscribeLink }: Composed): Letter {
  const visits = visitsOf(facts)
  const label = kind === 'offered' || kind === 'displaced' ? labels.choose : labels.manage
  const body = visits.flatMap((visit): Part[] => [
    { facts: factsOf(visit, tell, labels) },
    ...(canManage(kind) && visit.manageLink ? [{ link: visit.manageLink, label }] : []),
  ])
  const day = 'date' in facts && facts.visits.length > 0 ? [dayOf(facts, tell)] : []
  const end: Part[] = unsubscribeLink ? [{ quietLink: unsubscribeLink, label: labels.unsubscribe }] : []
  return {
    subject: words.subject,
    parts: [...words.opening, ...body, ...day, ...(words.closing ?? []), ...end],
  }
}

function factsOf(visit: NoticedVisit, tell: TimeTeller, labels: Labels): (readonly [string, string])[] {
  const { clinic } = visit
  const lines: [string, string | undefined][] = [
    [labels.when, tell.whole(visit.startsAt)],
    [labels.forWhom, visit.forName],
    [labels.doctor, visit.doctorName],
    [labels.what, visit.visitTypeName],
    [labels.where, [clinic.name, clinic.address].filter(Boolean).join(', ')],
    [labels.phone, clinic.phone],
    [labels.reference, visit.reference],
  ]
  return lines.flatMap(([name, value]) => (value ? [[name, value] as const] : []))
}

const dayOf = ({ visits }: NoticeFacts['day-list'], tell: TimeTeller): Part => ({
  facts: visits.map(({ startsAt, endsAt, visitTypeName, reference }) => [
    `${tell.clock(startsAt)}–${tell.clock(endsAt)} ${tell.zone(startsAt)}`,
    `${visitTypeName}, ${reference}`,
  ]),
})

const linkOf = (kind: NoticeKind, facts: NoticeFacts[NoticeKind]): string | undefined => {
  const visits = visitsOf(facts)
  if (!canManage(kind)) return undefined
  return visits.length === 1 ? visits[0]?.manageLink : undefined
}
