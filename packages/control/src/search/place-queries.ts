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

export interface Offered {
  readonly specialty: string
  readonly visitType?: string | undefined
  readonly language?: string | undefined
}

/** With more clinics than this, following one index over all of them comes sooner to a page than a look at each. */
const fewClinics = 400

/**
 * The clinics in a place that have told anything of what is wished, where they are few; undefined where they are many.
 * So what is rare, or nowhere, is not looked for in all the rows of a specialty.
 */
export async function findClinicsOffering(
  db: Queryable,
  { specialty, visitType, language }: Offered,
  place: Place | undefined,
): Promise<string[] | undefined> {
  const values: unknown[] = [specialty, visitType ?? '', language ?? '']
  const offered = 'o.specialty = $1 and o.visit = $2 and o.language = $3'
  const there = place && placeConditions(place, (value) => `$${values.push(value)}`)
  const clinics = there
    ? `select c.id from clinic c where ${there.where}
         and exists (select from search_offer o where ${offered} and o.clinic_id = c.id)`
    : `select o.clinic_id as id from search_offer o where ${offered}`
  const { rows } = await db.query<{ ids: string[] | null }>({
    name: `find-clinics-offering-${there?.shape ?? 'anywhere'}`,
    text: `select case when count(*) <= ${fewClinics} then coalesce(array_agg(id), '{}') end as ids
      from (${clinics} limit ${fewClinics + 1}) as found`,
    values,
  })
  return rows[0]?.ids ?? undefined
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
