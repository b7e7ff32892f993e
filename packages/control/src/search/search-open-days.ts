import {
  decodeCursor,
  encodeCursor,
  identifier,
  Refusal,
  type SlotSearch,
  timeKeys,
} from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { findAsOf, findOpenDays, type OpenDayRow } from './open-day-queries.ts'
import { findActiveClinic, findClinicsOffering, type Point } from './place-queries.ts'

export interface FoundDays {
  /** Earliest first: the page, and as many more as were asked for */
  readonly days: OpenDayRow[]
  /** What had happened at the clinics by then is in it */
  readonly asOf: Date
}

/**
 * The days on which something is free at any clinic, as the clinics have told. Whether a time is still free its clinic
 * alone can say.
 * @param spare so many more than the page, for what turns out to be taken
 */
export async function searchOpenDays(
  { database }: ControlPlane,
  actor: Actor,
  search: SlotSearch,
  spare = 1,
): Promise<FoundDays> {
  authorise(actor, 'search.ask')
  const after = decodeCursor(search.cursor, [...timeKeys, identifier])
  const point = await placeOf(database, search)
  const { clinic: slug, country, region, radiusKm } = search
  const place = { slug, country, region, point, radiusKm }
  const { specialty, visitType, from, to, partOfDay, language } = search
  // a region alone has an index of its own
  const narrow = point !== undefined || slug !== undefined || (country !== undefined && region === undefined)
  const [clinicIds, asOf] = await Promise.all([
    findClinicsOffering(database, { specialty, visitType, language }, narrow ? place : undefined),
    findAsOf(database),
  ])
  if (slug !== undefined && clinicIds?.length === 0) await refuseUnknown(database, slug)
  if (clinicIds?.length === 0) return { days: [], asOf }
  const wishes = { specialty, visitType, from, to, partOfDay, language, place, clinicIds, after }
  return { days: await findOpenDays(database, wishes, search.limit + spare), asOf }
}

/** Where a page that ends with this day goes on. */
export const cursorAfter = ({ startsAt, clinicId, doctorId }: OpenDayRow): string =>
  encodeCursor([startsAt.toISOString(), clinicId, doctorId])

async function placeOf(db: Queryable, { near, latitude, longitude }: SlotSearch): Promise<Point | undefined> {
  if (near === undefined) {
    return latitude !== undefined && longitude !== undefined ? { latitude, longitude } : undefined
  }
  const clinic = await findActiveClinic(db, near)
  if (!clinic) throw new Refusal('clinic-unknown', {})
  const { latitude: north, longitude: east } = clinic
  if (north !== null && east !== null) return { latitude: north, longitude: east }
  throw new Refusal('invalid-request', {
    issues: [{ pointer: 'near', message: 'this clinic has told no position' }],
  })
}

async function refuseUnknown(db: Queryable, slug: string): Promise<void> {
  if (!(await findActiveClinic(db, slug))) throw new Refusal('clinic-unknown', {})
}
