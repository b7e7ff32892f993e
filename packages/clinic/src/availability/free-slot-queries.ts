import type { Queryable } from '@polyclinic/postgres'
import { columns, joined, placesGone, searchFor, type Wishes } from './search-for.ts'

export interface FreeSlotRow {
  id: string
  doctorId: string
  doctorName: string
  specialty: string
  startsAt: Date
  endsAt: Date
  localDate: string
  localTime: string
  free: number
  version: number
}

/** What can be booked now, earliest first; one more than the limit, so that a page knows of the next. */
export async function findFreeSlots(
  db: Queryable,
  wishes: Wishes,
  page: { after: readonly string[] | undefined; limit: number },
): Promise<FreeSlotRow[]> {
  const search = searchFor(wishes)
  const { place } = search
  const after = page.after
    ? `and (s.starts_at, s.id) > (${place(page.after[0])}::timestamptz, ${place(page.after[1])}::uuid)`
    : ''
  const { rows } = await db.query<FreeSlotRow>({
    name: `find-free-slots-${search.shape}${after && '-after'}`,
    // the page is cut before anything is joined to it: it ends where the index has given enough
    text: `select ${columns} from (
        ${search.free} ${after} order by s.starts_at, s.id limit ${place(page.limit + 1)}
      ) as s ${joined} order by s.starts_at, s.id`,
    values: search.values,
  })
  return rows
}

/** The first of each doctor who has any, earliest first. */
export async function findFirstSlots(db: Queryable, wishes: Wishes): Promise<FreeSlotRow[]> {
  const search = searchFor(wishes)
  const { rows } = await db.query<FreeSlotRow>({
    name: `find-first-slots-${search.shape}`,
    text: `select ${columns} from doctor each_doctor
      cross join lateral (
        ${search.free} and s.doctor_id = each_doctor.id order by s.starts_at limit 1
      ) as s ${joined} order by s.starts_at, s.id`,
    values: search.values,
  })
  return rows
}

export async function findFreeDays(
  db: Queryable,
  wishes: Wishes,
): Promise<{ localDate: string; free: number; firstFreeAt: Date }[]> {
  const search = searchFor(wishes)
  const { rows } = await db.query<{ localDate: string; free: number; firstFreeAt: Date }>({
    name: `find-free-days-${search.shape}`,
    text: `select s.local_date::text as "localDate", count(*)::integer as free, min(s.starts_at) as "firstFreeAt"
      from (${search.free}) as s group by s.local_date order by s.local_date`,
    values: search.values,
  })
  return rows
}

/** One slot, whether or not it can be booked now. */
export async function findSlot(
  db: Queryable,
  id: string,
): Promise<(FreeSlotRow & { bookable: boolean }) | undefined> {
  const { rows } = await db.query<FreeSlotRow & { bookable: boolean }>({
    name: 'find-slot',
    text: `select s.id, s.doctor_id as "doctorId", d.name as "doctorName", x.code as specialty,
        s.starts_at as "startsAt", s.ends_at as "endsAt", s.local_date::text as "localDate",
        to_char(s.starts_at at time zone p.time_zone, 'HH24:MI') as "localTime",
        greatest(s.capacity - ${placesGone}, 0) as free, s.version, slot_refusal(s, p) is null as bookable
      from clinic_profile p
      cross join slot s join doctor d on d.id = s.doctor_id join specialty x on x.id = d.specialty_id
      where s.id = $1`,
    values: [id],
  })
  return rows[0]
}

export async function hasVisitType(db: Queryable, code: string): Promise<boolean> {
  const { rows } = await db.query({
    name: 'has-visit-type',
    text: 'select from visit_type where code = $1 and active',
    values: [code],
  })
  return rows.length > 0
}
