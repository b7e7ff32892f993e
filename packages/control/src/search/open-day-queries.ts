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
  /** Those that are in the place, where it is more than a region */
  clinicIds?: readonly string[] | undefined
  after?: readonly string[] | undefined
}

/** With more clinics than this, following one index over all of them comes sooner to a page than a look at each. */
const manyClinics = 1_500
/** So few, that the statements stay few; what is more than was asked for is cut off. */
const pageSizes = [12, 27, 57]

/** Earliest first, so many of them. */
export async function findOpenDays(db: Queryable, wishes: DayWishes, limit: number): Promise<OpenDayRow[]> {
  const values: unknown[] = []
  const put = (value: unknown) => `$${values.push(value)}`
  const { shape, conditions, at } = conditionsFor(wishes, put)
  // a number that the planner sees: for one that it cannot it reckons with a tenth of all rows, and reads whole tables
  const most = pageSizes.find((size) => size >= limit) ?? limit
  const { place, clinicIds } = wishes
  const few = clinicIds !== undefined && clinicIds.length <= manyClinics
  const there = few || placeConditions(place, put, 'k')
  const days =
    there === true
      ? ofEachClinic({ conditions, at, ids: `${put(clinicIds)}::uuid[]`, most })
      : `select d.*, ${at} as at from open_slot_day d
         -- offset 0: a look-up a row in the order of the index, never a join that reads all and sorts
         where ${conditions} and exists (select from clinic k where k.id = d.clinic_id and ${there.where} offset 0)
         order by ${at}, d.clinic_id, d.doctor_id limit ${most}`
  const { point } = place
  const distance = point
    ? distanceTo(`${put(point.latitude)}::float8`, `${put(point.longitude)}::float8`)
    : 'null::float8'
  const { rows } = await db.query<OpenDayRow>({
    name: `find-open-days-${most}-${shape}-${there === true ? 'few' : there.shape}${point ? '-from' : ''}`,
    text: `select d.clinic_id as "clinicId", c.slug, c.name as "clinicName", c.time_zone as "timeZone", c.country,
        c.city, c.region, c.latitude, c.longitude, ${distance} as "distanceKm", d.doctor_id as "doctorId",
        w.name as "doctorName", d.specialty, d.languages, d.at as "startsAt", d.local_date::text as "localDate",
        to_char(d.at at time zone c.time_zone, 'HH24:MI') as "localTime", d.free
      from (${days}) as d
      join clinic c on c.id = d.clinic_id
      join search_doctor w on w.clinic_id = d.clinic_id and w.doctor_id = d.doctor_id
      order by d.at, d.clinic_id, d.doctor_id`,
    values,
  })
  return rows.slice(0, limit)
}

/** A clinic whose first is late has nothing on the page: one look at each, and a longer one at those that come first. */
const ofEachClinic = (part: { conditions: string; at: string; ids: string; most: number }): string => `
  select d.* from (
    select k.id, first.at from clinic k cross join lateral (
      select ${part.at} as at from open_slot_day d where d.clinic_id = k.id and ${part.conditions}
      order by ${part.at} limit 1
    ) as first
    where k.id = any (${part.ids}) and k.state = 'active' order by first.at, k.id limit ${part.most}
  ) as k cross join lateral (
    select d.*, ${part.at} as at from open_slot_day d where d.clinic_id = k.id and ${part.conditions}
    order by ${part.at}, d.doctor_id limit ${part.most}
  ) as d order by d.at, d.clinic_id, d.doctor_id limit ${part.most}`

/** Only the wishes that were made, so that each combination keeps its own plan. */
function conditionsFor(
  wishes: DayWishes,
  put: (value: unknown) => string,
): { shape: string; conditions: string; at: string } {
  const { partOfDay, after } = wishes
  // a morning's first is the day's first: their indexes are one
  const at = partOfDay === 'afternoon' || partOfDay === 'evening' ? `d.${partOfDay}_at` : 'd.first_free_at'
  const made: string[] = []
  const where = [
    `d.specialty = ${put(wishes.specialty)}`,
    `${at} > now()`,
    // not within the clinic's notice
    at === 'd.first_free_at' ? 'd.lapses_at > now()' : `${at} > now() + (d.first_free_at - d.lapses_at)`,
  ]
  const wish = <Value>(name: string, value: Value | undefined, says: (value: Value) => string) => {
    if (value === undefined) return
    made.push(name)
    where.push(says(value))
  }
  wish(partOfDay ?? 'part', partOfDay, (part) => `d.${part}_at is not null`)
  where.push(`${put(wishes.visitType ?? '')} = any (d.visits)`)
  const { country, region } = wishes.place
  wish('in', wishes.clinicIds ? undefined : region, (there) => {
    return `d.region = search_region(${put(country)}, ${put(there)})`
  })
  wish('language', wishes.language, (tag) => {
    const [exact, wider] = [put(tag), put(`${tag}-`)]
    return `exists (select from unnest(d.languages) as l where l = ${exact} or starts_with(l, ${wider}))`
  })
  wish('from', wishes.from, (day) => {
    const first = put(day)
    return `d.local_date >= ${first}::date and ${at} >= (${first}::date - 1)::timestamp at time zone 'UTC'`
  })
  wish('to', wishes.to, (day) => {
    const last = put(day)
    return `d.local_date <= ${last}::date and ${at} < (${last}::date + 2)::timestamp at time zone 'UTC'`
  })
  wish('after', after, ([time, clinic, doctor]) => {
    return `(${at}, d.clinic_id, d.doctor_id) > (${put(time)}::timestamptz, ${put(clinic)}::uuid, ${put(doctor)}::uuid)`
  })
  return { shape: made.join('-') || 'any', conditions: where.join(' and '), at }
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
