import type { CallInput } from '../../api/index.ts'
import {
  codeIn,
  dayIn,
  languageIn,
  numberIn,
  type PartOfDay,
  partIn,
  said,
  type Search,
  slugIn,
  textIn,
} from '../address-search.ts'

/** Where to look: in a clinic's place, at one clinic that has told no position, or where the reader is. */
export interface Place {
  /** A clinic in whose place to look */
  readonly near?: string
  /** Only this clinic */
  readonly at?: string
  readonly lat?: number
  readonly lon?: number
  /** What the place is called; nothing where it is the reader's own */
  readonly place?: string
}

/** All that a search asks. It stands in the address, so it can be shared and is there again after signing in. */
export interface Wishes extends Place {
  /** Words of a doctor's or a clinic's name */
  readonly q?: string
  readonly specialty?: string
  /** Kilometres */
  readonly radius?: number
  /** Not before this day */
  readonly from?: string
  readonly part?: PartOfDay
  readonly language?: string
}

export const radii = [5, 10, 25, 50, 100, 250] as const
export const usualRadius = 25

export const wishesIn = (search: Search): Wishes =>
  said({
    q: textIn(search['q']),
    specialty: codeIn(search['specialty']),
    near: slugIn(search['near']),
    at: slugIn(search['at']),
    lat: numberIn(search['lat'], -90, 90),
    lon: numberIn(search['lon'], -180, 180),
    place: textIn(search['place']),
    radius: radii.find((radius) => radius === numberIn(search['radius'], 0, 1_000)),
    from: dayIn(search['from']),
    part: partIn(search['part']),
    language: languageIn(search['language']),
  })

export const noPlace: Place = {
  near: undefined,
  at: undefined,
  lat: undefined,
  lon: undefined,
  place: undefined,
}

export const isAround = ({ near, lat }: Wishes): boolean => near !== undefined || lat !== undefined

type SlotQuery = NonNullable<CallInput<'searchSlots'>['query']>

/** The question to the service. */
export function questionOf(wishes: Wishes, specialty: string): SlotQuery {
  const { near, at, lat, lon, radius, from, part, language } = wishes
  return said({
    specialty,
    near,
    clinic: at,
    ...(near === undefined && lat !== undefined && lon !== undefined && { latitude: lat, longitude: lon }),
    ...(isAround(wishes) && { radiusKm: radius ?? usualRadius }),
    from,
    partOfDay: part,
    language,
    limit: 50,
  })
}
