import type { NoticePlaceholder, NoticeTemplateKind } from '@polyclinic/contract'
import type { NoticedVisit, NoticeFacts } from '@polyclinic/control'
import type { TimeTeller } from './tell-time.ts'
import { visitsOf } from './facts-of.ts'
import { firstName } from './words/subject-of-visits.ts'

type View = { readonly [P in NoticePlaceholder]?: string | boolean | readonly View[] | undefined }

/** What the placeholders of a template stand for; of several visits the first, and each within `visits`. */
export function viewOf(
  kind: NoticeTemplateKind,
  facts: NoticeFacts[NoticeTemplateKind],
  tell: TimeTeller,
): View {
  const visits = visitsOf(facts).map((visit) => viewOfVisit(visit, tell))
  return { ...visits[0], ...ofKind(kind, facts, tell), visits }
}

function ofKind(kind: NoticeTemplateKind, facts: NoticeFacts[NoticeTemplateKind], tell: TimeTeller): View {
  switch (kind) {
    case 'booked':
      return { pending: (facts as NoticeFacts['booked']).pending }
    case 'changed': {
      const { before } = facts as NoticeFacts['changed']
      return { before: before && tell.whole(before.startsAt) }
    }
    case 'cancelled':
      return { byClinic: (facts as NoticeFacts['cancelled']).by === 'clinic' }
    case 'offered':
      return { until: tell.whole((facts as NoticeFacts['offered']).until) }
    default:
      return {}
  }
}

function viewOfVisit(visit: NoticedVisit, tell: TimeTeller): View {
  const { startsAt, clinic, forName } = visit
  return {
    when: tell.whole(startsAt),
    date: tell.date(startsAt),
    time: tell.clock(startsAt),
    zone: tell.zone(startsAt),
    clinic: clinic.name,
    doctor: visit.doctorName,
    reference: visit.reference,
    address: clinic.address,
    phone: clinic.phone,
    visitType: visit.visitTypeName,
    forName,
    firstName: forName && firstName(forName),
    manageLink: visit.manageLink,
  }
}
