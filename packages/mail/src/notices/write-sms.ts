import type { NoticedClinic } from '@polyclinic/control'
import { countSegments, fitSms, shortened } from './fit-sms.ts'
import type { Wording } from './wording.ts'
import type { Labels } from './words/labels.ts'

/** What a desk or a template writes may be longer than two segments, but not without end. */
const mostSegments = 6

/** The short message: who writes, what about, and the link. On a locked screen it says no more than it must. */
export function writeSms(given: {
  readonly clinic: NoticedClinic
  readonly words: Pick<ReturnType<Wording<'booked'>['en']>, 'brief'>
  /** The clinic's own words, in place of ours */
  readonly own: string | undefined
  readonly link: string | undefined
  readonly labels: Labels
}): string {
  const { clinic, words, own, link, labels } = given
  if (own !== undefined) return capped(fitSms(own))
  const said = capped(fitSms(`${shortened(clinic.name)}: ${words.brief}`))
  return link === undefined ? said : `${said} ${fitSms(labels.manageBriefly)} ${link}`
}

function capped(text: string): string {
  if (countSegments(text) <= mostSegments) return text
  const signs = [...text]
  while (countSegments(signs.join('')) > mostSegments) signs.splice(-20)
  return signs.join('').trimEnd()
}
