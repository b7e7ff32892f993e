import type { OpenDay } from '@polyclinic/contract'

interface FoundClinicRow {
  readonly slug: string
  readonly clinicName: string
  readonly timeZone: string
  readonly country: string
  readonly city: string | null
  readonly region: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly distanceKm: number | null
}

/** A clinic as an answer of a search names it. */
export function foundClinicDocument(row: FoundClinicRow): OpenDay['clinic'] {
  const { slug, clinicName: name, timeZone, country, city, region, latitude, longitude } = row
  return {
    slug,
    name,
    timeZone,
    country,
    ...(city !== null && { city }),
    ...(region !== null && { region }),
    ...(latitude !== null && longitude !== null && { position: { latitude, longitude } }),
    ...kilometres(row.distanceKm),
  }
}

/** To a hundred metres. */
export const kilometres = (distanceKm: number | null): { distanceKm?: number } =>
  distanceKm === null ? {} : { distanceKm: Math.round(distanceKm * 10) / 10 }
