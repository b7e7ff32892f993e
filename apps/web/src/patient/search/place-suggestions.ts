import type { ClinicMatch } from '@polyclinic/contract'
import { noPlace, type Place } from './wishes.ts'

export interface Suggestion {
  readonly key: string
  readonly label: string
  /** Of a clinic, where it is */
  readonly beside?: string | undefined
  readonly place: Place
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()

/** Cities whose names hold what was typed, then clinics: of a clinic's city nobody need know the clinic. */
export function suggestPlaces(typed: string, matches: readonly ClinicMatch[]): Suggestion[] {
  const cities = new Map<string, Suggestion>()
  for (const { slug, position, address } of matches) {
    const city = address?.city
    if (!city || !position || cities.has(city) || !folded(city).includes(folded(typed))) continue
    cities.set(city, { key: `in ${city}`, label: city, place: { ...noPlace, near: slug, place: city } })
  }
  const clinics = matches.map(({ slug, name, position, address }) => ({
    key: slug,
    label: name,
    beside: address?.city,
    // who has told no position has nothing around it
    place: { ...noPlace, ...(position ? { near: slug } : { at: slug }), place: name },
  }))
  return [...cities.values(), ...clinics]
}
