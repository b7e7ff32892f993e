import { linkLives } from '@polyclinic/control'
import type { Language } from '../language.ts'

/** How long the links of a kind count, in words: `15 minutes`, `24 Stunden`, `7 días`. */
export function howLong(kind: keyof typeof linkLives, language: Language): string {
  const minutes = linkLives[kind]
  if (minutes > 24 * 60) return inWords(minutes / (24 * 60), 'day', language)
  if (minutes >= 60) return inWords(minutes / 60, 'hour', language)
  return inWords(minutes, 'minute', language)
}

const inWords = (count: number, unit: 'minute' | 'hour' | 'day', language: Language): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
