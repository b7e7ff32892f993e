import type { Queryable } from '@polyclinic/postgres'
import { distanceTo, type Place, placeConditions } from './place-queries.ts'

export interface OpenDayRow {
  clinicId: string
  slug: string
  clinicName: string
  timeZone: string
  country: string
  city: string | null
  region: string | null
  latitude: number | null
  longitude: number | null
  /** Where a place was given and the clinic has one */
  distanceKm: number | null
  doctorId: string
  doctorName: string
  specialty: string
  languages: string[]
  startsAt: Date
  localDate: string
  localTime: string
  free: number
}

export interface DayWishes {
  specialty: string
  visitType?: string | undefined
  from?: string | undefined
  to?: string | undefined
  partOfDay?: 'morning' | 'afternoon' | 'evening' | undefined
  language?: string | undefined
  place: Place
  /** Where they are few, all clinics that can have anything to show */
  clinicIds?: readonly string[] | undefined
  after?: readonly string[] | undefined
}

/** So few, that the statements stay few; what is more than was asked for is cut off. */
const pageSizes = [12, 27, 57]

/** Earliest first, so many of them. */
export async function findOpenDays(db: Queryable, wishes: DayWishes, limit: number): Promise<OpenDayRow[]> {
  const values: unknown[] = []
  const put = (value: unknown) => `$${values.push(value)}`
  const { shape, range, told, at } = conditionsFor(wishes, put)
  // a number that the planner sees: for one that it cannot it reckons with a tenth of all rows, and reads whole tables
  const most = pageSizes.find((size) => size >= limit) ?? limit
  const { place, clinicIds } = wishes
  const { point, region } = place
  // a row tells its region by itself
  const there = placeConditions(region === undefined || point ? place : { radiusKm: 0 }, put)
  const part = { range, told, at, most, there: there.where }
  const days = clinicIds ? ofEachClinic({ ...part, ids: `${put(clinicIds)}::uuid[]` }) : inOrder(part)
  const distance = point
    ? distanceTo(`${put(point.latitude)}::float8`, `${put(point.longitude)}::float8`)
    : 'null::float8'
  const { rows } = await db.query<OpenDayRow>({
    name: `find-open-days-${most}-${shape}-${clinicIds ? 'few' : 'all'}-${there.shape}`,
    text: `select d.clinic_id as "clinicId", c.slug, c.name as "clinicName", c.time_zone as "timeZone", c.country,
        c.city, c.region, c.latitude, c.longitude, ${distance} as "distanceKm", d.doctor_id as "doctorId",
        w.name as "doctorName", d.specialty, w.languages, d.at as "startsAt", d.local_date::text as "localDate",
        to_char(d.at at time zone c.time_zone, 'HH24:MI') as "localTime", d.free
      from (${days}) as d
      cross join lateral (select * from clinic c where c.id = d.clinic_id offset 0) as c
      cross join lateral (
        select w.name, w.languages from search_doctor w
        where w.clinic_id = d.clinic_id and w.doctor_id = d.doctor_id offset 0
      ) as w
      order by d.at, d.clinic_id, d.doctor_id`,
    values,
  })
  return rows.slice(0, limit)
}

interface DayQuery {
  /** What the index is entered by */
  readonly range: string
  /** What each row is asked */
  readonly told: string
  readonly at: string
  readonly there: string
  readonly most: number
}

/**
 * Along the index, row by row, until the page is full. What each row is asked stands behind an `offset 0`, where the
 * planner does not reckon with it: it takes wishes that are made together for rarer than they are, and would read all
 * rows and sort them.
 */
const inOrder = ({ range, told, at, there, most }: DayQuery): string => `
  select d.*, ${at} as at from open_slot_day d
  cross join lateral (select from clinic c where c.id = d.clinic_id and ${told} and ${there} offset 0) as there
  where ${range} order by ${at}, d.clinic_id, d.doctor_id limit ${most}`

/** A clinic whose first is late has nothing on the page: one look at each, and a longer one at those that come first. */
const ofEachClinic = ({ range, told, at, there, most, ids }: DayQuery & { ids: string }): string => `
  select d.* from (
    select c.id, first.at from unnest(${ids}) as given (id)
    cross join lateral (select c.id from clinic c where c.id = given.id and ${there} offset 0) as c
    cross join lateral (
      select ${at} as at from open_slot_day d where d.clinic_id = c.id and ${range} and ${told}
      order by ${at} limit 1
    ) as first
    order by first.at, c.id limit ${most}
  ) as c cross join lateral (
    select d.*, ${at} as at from open_slot_day d where d.clinic_id = c.id and ${range} and ${told}
    order by ${at}, d.doctor_id limit ${most}
  ) as d order by d.at, d.clinic_id, d.doctor_id limit ${most}`

/** Only the wishes that were made, so that each combination keeps its own plan. */
function conditionsFor(
  wishes: DayWishes,
  put: (value: unknown) => string,
): { shape: string; range: string; told: string; at: string } {
  const { partOfDay, after } = wishes
  // a morning's first is the day's first: their indexes are one
  const at = partOfDay === 'afternoon' || partOfDay === 'evening' ? `d.${partOfDay}_at` : 'd.first_free_at'
  const made: string[] = []
  const range = [`d.specialty = ${put(wishes.specialty)}`, `${at} > now()`]
  const told = [
    `${put(wishes.visitType ?? '')} = any (d.visits)`,
    // not within the clinic's notice
    at === 'd.first_free_at' ? 'd.lapses_at > now()' : `${at} > now() + (d.first_free_at - d.lapses_at)`,
  ]
  const wish = <Value>(name: string, value: Value | undefined, says: (value: Value) => void) => {
    if (value === undefined) return
    made.push(name)
    says(value)
  }
  wish(partOfDay ?? 'part', partOfDay, (part) => told.push(`d.${part}_at is not null`))
  const { country, region } = wishes.place
  wish('in', region, (there) => range.push(`d.region = search_region(${put(country)}, ${put(there)})`))
  wish('language', wishes.language, (tag) => told.push(`${put(tag)} = any (d.languages)`))
  wish('from', wishes.from, (day) => {
    const first = put(day)
    // no zone is further ahead; the day before in the west is passed over, without a look at its clinics
    range.push(`${at} >= ${first}::date::timestamp at time zone 'UTC' - interval '14 hours'`)
    range.push(`d.local_date >= ${first}::date`)
  })
  wish('to', wishes.to, (day) => {
    const last = put(day)
    range.push(`${at} < (${last}::date + 2)::timestamp at time zone 'UTC'`)
    told.push(`d.local_date <= ${last}::date`)
  })
  wish('after', after, ([time, clinic, doctor]) => {
    const last = `(${put(time)}::timestamptz, ${put(clinic)}::uuid, ${put(doctor)}::uuid)`
    range.push(`(${at}, d.clinic_id, d.doctor_id) > ${last}`)
  })
  return { shape: made.join('-') || 'any', range: range.join(' and '), told: told.join(' and '), at }
}

/** What had happened at the clinics by then has been read. */
export async function findAsOf(db: Queryable): Promise<Date> {
  const { rows } = await db.query<{ at: Date }>({
    name: 'find-search-as-of',
    text: `select least(now(), (
        select m.happened_at from search_mark m join clinic c on c.id = m.clinic_id
        where c.state = 'active' order by m.happened_at limit 1)) as at`,
  })
  return rows[0]?.at ?? new Date(0)
}
