import type { NoticedClinic, NoticedVisit, NoticeFacts, NoticeKind } from '@polyclinic/control'

type Facts = NoticeFacts[NoticeKind]

/** The visits that a notice is about. A doctor's list has none: it tells of other people's. */
export function visitsOf(facts: Facts): readonly NoticedVisit[] {
  if ('date' in facts) return []
  if ('visits' in facts) return facts.visits
  return facts.visit ? [facts.visit] : []
}

export function clinicOfNotice(facts: Facts): NoticedClinic {
  if ('clinic' in facts) return facts.clinic
  const [visit] = visitsOf(facts)
  if (!visit) throw new Error('A notice is about one visit at least.')
  return visit.clinic
}
