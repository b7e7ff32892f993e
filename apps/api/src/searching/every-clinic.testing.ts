import type { SlotSearch } from '@polyclinic/contract'
import type { TestService } from '../testing/start-test-service.ts'

export interface FreeTime {
  readonly clinicId: string
  readonly slug: string
  readonly country: string
  readonly region: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly timeZone: string
  readonly doctorId: string
  readonly specialty: string
  readonly languages: string[]
  readonly localDate: string
  /** A code, or nothing for a slot as such */
  readonly visit: string
  readonly at: string
}

/** Every time at every clinic that can be booked now, by asking the booking's own rule of each slot by itself. */
export async function everyFreeTime(service: TestService, slugs: readonly string[]): Promise<FreeTime[]> {
  const each = await Promise.all(
    slugs.map(async (slug) => {
      const { id, state, country, region, latitude, longitude, timeZone, databaseName } =
        await service.clinic(slug)
      if (state !== 'active') return []
      const { rows } = await service.fleet.asSuperuser(databaseName).query<FreeTime>(
        `select s.doctor_id as "doctorId", x.code as specialty, d.languages, s.local_date::text as "localDate",
           wanted.visit, to_json(s.starts_at) #>> '{}' as at
         from slot s cross join clinic_profile p join doctor d on d.id = s.doctor_id
         join specialty x on x.id = d.specialty_id
         cross join lateral (
           select '' as visit where slot_refusal(s, p) is null
           union all
           select v.code from visit_type v where visit_refusal(s, p, v, false) is null) as wanted
         where d.active`,
      )
      const clinic = { clinicId: id, slug, country, region, latitude, longitude, timeZone }
      return rows.map((row) => ({ ...clinic, ...row, at: new Date(row.at).toISOString() }))
    }),
  )
  return each.flat()
}

/** The answer that the search has to give, found by looking at everything. */
export function expectedDays(
  all: readonly FreeTime[],
  search: Partial<SlotSearch> & { specialty: string },
  positions: ReadonlyMap<string, { latitude: number; longitude: number } | undefined>,
) {
  const near = positions.get(search.near ?? '')
  const point =
    search.latitude === undefined ? near : { latitude: search.latitude, longitude: search.longitude }
  const ofDay = all.filter(
    (time) =>
      time.specialty === search.specialty &&
      time.visit === (search.visitType ?? '') &&
      (search.clinic === undefined || time.slug === search.clinic) &&
      (search.country === undefined || time.country === search.country) &&
      (search.region === undefined || time.region?.toLowerCase() === search.region.toLowerCase()) &&
      (search.from === undefined || time.localDate >= search.from) &&
      (search.to === undefined || time.localDate <= search.to) &&
      (search.language === undefined ||
        time.languages.some(
          (spoken) => spoken === search.language || spoken.startsWith(`${search.language}-`),
        )) &&
      (point === undefined || kilometresBetween(time, point) <= (search.radiusKm ?? 25)),
  )
  const days = Map.groupBy(
    ofDay,
    ({ clinicId, doctorId, localDate }) => `${clinicId} ${doctorId} ${localDate}`,
  )
  return [...days.values()]
    .flatMap((times) => {
      const inPart = times.filter((time) => isDuring(time, search.partOfDay)).toSorted(byTime)
      const [first] = inPart
      return first
        ? [
            {
              clinicId: first.clinicId,
              slug: first.slug,
              doctorId: first.doctorId,
              at: first.at,
              free: times.length,
            },
          ]
        : []
    })
    .toSorted(byTime)
}

interface Placed {
  at: string
  clinicId: string
  doctorId: string
}
const byTime = (one: Placed, other: Placed): number => {
  const keys = ({ at, clinicId, doctorId }: Placed) => `${at} ${clinicId} ${doctorId}`
  return keys(one) < keys(other) ? -1 : 1
}

function isDuring({ at, timeZone }: FreeTime, part: SlotSearch['partOfDay']): boolean {
  if (part === undefined) return true
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(at),
  )
  return part === (wall < '12:00' ? 'morning' : wall < '17:00' ? 'afternoon' : 'evening')
}

/** By the law of cosines: another formula than the search's. */
function kilometresBetween(
  from: { latitude: number | null; longitude: number | null },
  to: { latitude?: number | null | undefined; longitude?: number | null | undefined },
): number {
  if (from.latitude === null || from.longitude === null) return Number.POSITIVE_INFINITY
  const angle = (degrees: number) => (degrees * Math.PI) / 180
  const [one, other] = [angle(from.latitude), angle(to.latitude ?? 0)]
  const apart = angle(from.longitude - (to.longitude ?? 0))
  const cosine = Math.sin(one) * Math.sin(other) + Math.cos(one) * Math.cos(other) * Math.cos(apart)
  return 6371 * Math.acos(Math.min(1, cosine))
}
