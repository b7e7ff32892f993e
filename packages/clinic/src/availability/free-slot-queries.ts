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

/** What a caller wishes for; all of it together must hold. */
export interface Wishes {
  /** Days of the clinic's calendar, both included */
  from?: string | undefined
  to?: string | undefined
  doctor?: readonly string[] | undefined
  specialty?: string | undefined
  visitType?: string | undefined
  partOfDay?: 'morning' | 'afternoon' | 'evening' | undefined
}

const columns = `s.id, s.doctor_id as "doctorId", d.name as "doctorName", x.code as specialty,
  s.starts_at as "startsAt", coalesce(s.starts_at + make_interval(mins => v.minutes), s.ends_at) as "endsAt",
  s.local_date::text as "localDate", to_char(s.starts_at at time zone p.time_zone, 'HH24:MI') as "localTime",
  least(s.capacity, v.capacity) - s.taken as free, s.version`

const from = `clinic_profile p
  left join visit_type v on v.code = $5
  join slot s on s.state = 'open' and s.starts_at > now()
    and s.starts_at <= now() + make_interval(hours => 24 * p.horizon_days)
  join doctor d on d.id = s.doctor_id
  join specialty x on x.id = d.specialty_id`

// the rules of booking, and no other; the cheap wishes first
const where = `($1::date is null or s.local_date >= $1) and ($2::date is null or s.local_date <= $2)
  and ($3::uuid[] is null or s.doctor_id = any ($3)) and ($4::text is null or x.code = $4)
  and ($6::text is null or $6 = case
    when (s.starts_at at time zone p.time_zone)::time < '12:00' then 'morning'
    when (s.starts_at at time zone p.time_zone)::time < '17:00' then 'afternoon'
    else 'evening' end)
  and case when $5::text is null then slot_refusal(s, p)
    when v.id is null then 'visit-type-unknown'
    else visit_refusal(s, p, v, false) end is null`

const valuesOf = (wishes: Wishes): unknown[] => [
  wishes.from,
  wishes.to,
  wishes.doctor,
  wishes.specialty,
  wishes.visitType,
  wishes.partOfDay,
]

/** What can be booked now, earliest first; one more than the limit, so that a page knows of the next. */
export async function findFreeSlots(
  db: Queryable,
  wishes: Wishes,
  page: { after: readonly string[] | undefined; limit: number },
): Promise<FreeSlotRow[]> {
  const [afterTime, afterId] = page.after ?? []
  const { rows } = await db.query<FreeSlotRow>({
    name: 'find-free-slots',
    text: `select ${columns} from ${from}
      where ${where} and ($7::timestamptz is null or (s.starts_at, s.id) > ($7, $8::uuid))
      order by s.starts_at, s.id limit $9`,
    values: [...valuesOf(wishes), afterTime, afterId, page.limit + 1],
  })
  return rows
}

/** The first of each doctor who has any, earliest first. */
export async function findFirstSlots(db: Queryable, wishes: Wishes): Promise<FreeSlotRow[]> {
  const { rows } = await db.query<FreeSlotRow>({
    name: 'find-first-slots',
    text: `select first.* from doctor each_doctor
      cross join lateral (
        select ${columns} from ${from}
        where s.doctor_id = each_doctor.id and ${where}
        order by s.starts_at limit 1
      ) as first
      where each_doctor.active
      order by first."startsAt", first.id`,
    values: valuesOf(wishes),
  })
  return rows
}

export async function findFreeDays(
  db: Queryable,
  wishes: Wishes,
): Promise<{ localDate: string; free: number; firstFreeAt: Date }[]> {
  const { rows } = await db.query<{ localDate: string; free: number; firstFreeAt: Date }>({
    name: 'find-free-days',
    text: `select s.local_date::text as "localDate", count(*)::integer as free, min(s.starts_at) as "firstFreeAt"
      from ${from} where ${where} group by s.local_date order by s.local_date`,
    values: valuesOf(wishes),
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
    text: `select ${columns}
      from slot wanted
      join doctor wd on wd.id = wanted.doctor_id
      cross join clinic_profile p
      join visit_type v on v.code = $2
      join slot s on s.state = 'open' and s.id <> wanted.id
        and s.starts_at between wanted.starts_at - interval '3 days' and wanted.starts_at + interval '3 days'
      join doctor d on d.id = s.doctor_id and d.specialty_id = wd.specialty_id
      join specialty x on x.id = d.specialty_id
      where wanted.id = $1 and visit_refusal(s, p, v, false) is null
      order by s.doctor_id <> wanted.doctor_id, abs(extract(epoch from s.starts_at - wanted.starts_at)), s.id
      limit $3`,
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
        greatest(s.capacity - s.taken, 0) as free, s.version, slot_refusal(s, p) is null as bookable
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
