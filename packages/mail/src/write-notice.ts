import type { NoticedClinic, NoticeFacts, NoticeKind } from '@polyclinic/control'
import { html } from './html.ts'
import type { WrittenMail } from './write-mail.ts'

export interface WrittenNotice extends WrittenMail {
  readonly sms: string
}

/** Puts a notice of any kind into plain words. */
export function writeNotice<K extends NoticeKind>(notice: {
  readonly kind: K
  readonly locale?: string | undefined
  readonly facts: NoticeFacts[K]
}): WrittenNotice {
  const facts = notice.facts as NoticeFacts[NoticeKind]
  const visits = 'visits' in facts ? facts.visits : 'visit' in facts && facts.visit ? [facts.visit] : []
  const clinic = 'clinic' in facts ? facts.clinic : clinicOf(visits[0])
  const lines = visits.map(
    ({ startsAt, visitTypeName, reference }) =>
      `${timeIn(clinic.timeZone, startsAt)}: ${visitTypeName}, ${reference}`,
  )
  const subject = 'subject' in facts ? facts.subject : `${clinic.name}: ${notice.kind}`
  const text = ['text' in facts ? facts.text : subject, ...lines].join('\n')
  return { subject, text, html: html`<pre>${text}</pre>`.text, sms: text }
}

const clinicOf = (visit: object | undefined): NoticedClinic => {
  if (visit && 'clinic' in visit) return visit.clinic as NoticedClinic
  throw new TypeError('A notice names its clinic.')
}

const timeIn = (timeZone: string, instant: string): string =>
  new Date(instant).toLocaleString('en', { timeZone, dateStyle: 'full', timeStyle: 'short' })
