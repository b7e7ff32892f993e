import type { NoticeFacts } from '@polyclinic/control'
import type { Words, Wording } from '../wording.ts'

/** The desk's own words, in whichever language it writes. */
const asWritten = ({ subject, text }: NoticeFacts['by-hand']): Words => ({
  subject,
  brief: text,
  opening: text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== ''),
})

export const byHand: Wording<'by-hand'> = { en: asWritten, es: asWritten, de: asWritten }
