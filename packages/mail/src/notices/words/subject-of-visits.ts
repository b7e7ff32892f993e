import type { NoticedVisit } from '@polyclinic/control'
import { shortened } from '../fit-sms.ts'
import type { TimeTeller } from '../tell-time.ts'

/** When, of one visit or of several on one day: `Tue, 1 Dec, 10:30 and 11:15 CET`. */
export function whenOf(visits: readonly NoticedVisit[], tell: TimeTeller, and: string): string {
  const starts = visits.map(({ startsAt }) => startsAt)
  const [first = ''] = starts
  if (starts.length < 2) return tell.brief(first)
  const clocks = starts.map(tell.clock)
  return `${tell.day(first)}, ${clocks.slice(0, -1).join(', ')} ${and} ${clocks.at(-1)} ${tell.zone(first)}`
}

export const clinicOf = (visits: readonly NoticedVisit[]): string => visits[0]?.clinic.name ?? ''

/** For the short message: whose visit it is, by first name alone. */
export const forWhom = (visits: readonly NoticedVisit[], word: string): string => {
  const names = new Set(visits.flatMap(({ forName }) => (forName ? [firstName(forName)] : [])))
  return names.size === 0 ? '' : ` ${word} ${[...names].join(', ')}`
}

export const firstName = (name: string): string => shortened(name.trim().split(/\s+/)[0] ?? '', 24)
