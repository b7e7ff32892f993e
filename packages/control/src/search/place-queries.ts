import type { Queryable } from '@polyclinic/postgres'

export interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** Great-circle distance in kilometres, on a sphere: within half a percent of the truth. */
export const distanceTo = (latitude: string, longitude: string, clinic = 'c'): string =>
  `(12742 * asin(least(1, sqrt(power(sin(radians(${clinic}.latitude - ${latitude}) / 2), 2)
    + cos(radians(${latitude})) * cos(radians(${clinic}.latitude))
      * power(sin(radians(${clinic}.longitude - ${longitude}) / 2), 2)))))`

/** Where a clinic has to be: all that is given must hold. */
export interface Place {
  readonly slug?: string | undefined
  readonly country?: string | undefined
  readonly region?: string | undefined
  readonly point?: Point | undefined
  readonly radiusKm: number
}

/** What that says of a row of clinic, and a name for what was given. */
export function placeConditions(
  { slug, country, region, point, radiusKm }: Place,
  put: (value: unknown) => string,
  clinic = 'c',
): { shape: string; where: string } {
  const made: string[] = []
  const where = [`${clinic}.state = 'active'`]
  const wish = (name: string, condition: string) => {
    made.push(name)
    where.push(condition)
  }
  if (slug !== undefined) wish('slug', `${clinic}.slug = ${put(slug)}`)
  if (country !== undefined) wish('country', `${clinic}.country = ${put(country)}`)
  if (region !== undefined) {
    wish(
      'region',
      `search_region(${clinic}.country, ${clinic}.region) = search_region(${put(country)}, ${put(region)})`,
    )
  }
  if (point) {
    const [latitude, longitude] = [`${put(point.latitude)}::float8`, `${put(point.longitude)}::float8`]
    const radius = `${put(radiusKm)}::float8`
    // a degree of latitude has 110.5 km at least: the index gives the belt, the distance decides
    const belt = `${clinic}.latitude between ${latitude} - ${radius} / 110.5 and ${latitude} + ${radius} / 110.5`
    wish('point', `${belt} and ${distanceTo(latitude, longitude, clinic)} <= ${radius}`)
  }
  return { shape: made.join('-') || 'any', where: where.join(' and ') }
}

export async function findClinicsIn(db: Queryable, place: Place): Promise<string[]> {
  const values: unknown[] = []
  const { shape, where } = placeConditions(place, (value) => `$${values.push(value)}`)
  const { rows } = await db.query<{ id: string }>({
    name: `find-clinics-in-${shape}`,
    text: `select c.id from clinic c where ${where}`,
    values,
  })
  return rows.map(({ id }) => id)
}

export async function findActiveClinic(
  db: Queryable,
  slug: string,
): Promise<{ id: string; latitude: number | null; longitude: number | null } | undefined> {
  const { rows } = await db.query<{ id: string; latitude: number | null; longitude: number | null }>({
    name: 'find-active-clinic',
    text: `select id, latitude, longitude from clinic where slug = $1 and state = 'active'`,
    values: [slug],
  })
  return rows[0]
}
