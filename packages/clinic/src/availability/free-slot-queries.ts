import { columns, joined, maybeFree, placesGone, searchFor, visitColumns, type Wishes } from './search-for.ts'
import type { Queryable } from '@polyclinic/postgres'

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

/** Times near one that cannot be had: of the same doctor first, then of the specialty, nearest in time. */
export async function findAlternatives(
  db: Queryable,
  wanted: { slotId: string; visitType: string },
  limit: number,
): Promise<FreeSlotRow[]> {
  const { rows } = await db.query<FreeSlotRow>({
    name: 'find-alternatives',
    // sorted first, and judged one by one until there are enough: in a rush many are refused at once
    text: `select ${columns} from (
        select ${visitColumns} from (
          select s as slot, s.doctor_id <> wanted.doctor_id as of_another,
            abs(extract(epoch from s.starts_at - wanted.starts_at)) as seconds_away
          from slot wanted
          join doctor wd on wd.id = wanted.doctor_id
          join slot s on s.doctor_id = any (array(select c.id from doctor c where c.specialty_id = wd.specialty_id))
            and s.state = 'open' and s.id <> wanted.id and ${maybeFree}
            and s.starts_at between wanted.starts_at - interval '3 days' and wanted.starts_at + interval '3 days'
          where wanted.id = $1
          order by of_another, seconds_away, s.id
        ) as near
        cross join lateral (select (near.slot).*) as s
        cross join clinic_profile p
        join visit_type v on v.code = $2
        cross join lateral visit_rule(near.slot, p, v, false) as rule (refusal)
        where rule.refusal is null
        order by near.of_another, near.seconds_away, s.id
        limit $3
      ) as s ${joined}`,
    values: [wanted.slotId, wanted.visitType, limit],
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
