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

export interface FreeSlotFilter {
  from?: string | undefined
  to?: string | undefined
  doctor?: string | undefined
  specialty?: string | undefined
  after?: readonly string[] | undefined
  limit: number
}

const freeSlotColumns = `s.id, s.doctor_id as "doctorId", d.name as "doctorName", x.code as specialty,
  s.starts_at as "startsAt", s.ends_at as "endsAt", s.local_date::text as "localDate",
  to_char(s.starts_at at time zone p.time_zone, 'HH24:MI') as "localTime", s.capacity - s.taken as free, s.version`

/** Slots the public can book now, earliest first; one more than the limit, so that a page knows of the next. */
export async function findFreeSlots(db: Queryable, filter: FreeSlotFilter): Promise<FreeSlotRow[]> {
  const [afterTime, afterId] = filter.after ?? []
  const { rows } = await db.query<FreeSlotRow>({
    name: 'find-free-slots',
    text: `select ${freeSlotColumns}
      from clinic_profile p
      join slot s on s.state = 'open' and s.starts_at > now()
        and s.starts_at <= now() + make_interval(hours => 24 * p.horizon_days)
      join doctor d on d.id = s.doctor_id
      join specialty x on x.id = d.specialty_id
      where ($1::date is null or s.local_date >= $1) and ($2::date is null or s.local_date <= $2)
        and ($3::uuid is null or s.doctor_id = $3) and ($4::text is null or x.code = $4)
        and ($5::timestamptz is null or (s.starts_at, s.id) > ($5, $6::uuid))
        and slot_refusal(s, p) is null
      order by s.starts_at, s.id
      limit $7`,
    values: [filter.from, filter.to, filter.doctor, filter.specialty, afterTime, afterId, filter.limit + 1],
  })
  return rows
}

/** Free slots near one that cannot be had: of the same doctor first, then of the specialty, nearest in time. */
export async function findAlternatives(db: Queryable, slotId: string, limit: number): Promise<FreeSlotRow[]> {
  const { rows } = await db.query<FreeSlotRow>({
    name: 'find-alternatives',
    text: `select ${freeSlotColumns}
      from slot wanted
      join doctor wd on wd.id = wanted.doctor_id
      cross join clinic_profile p
      join slot s on s.state = 'open' and s.id <> wanted.id
        and s.starts_at between wanted.starts_at - interval '3 days' and wanted.starts_at + interval '3 days'
      join doctor d on d.id = s.doctor_id and d.specialty_id = wd.specialty_id
      join specialty x on x.id = d.specialty_id
      where wanted.id = $1 and slot_refusal(s, p) is null
      order by s.doctor_id <> wanted.doctor_id, abs(extract(epoch from s.starts_at - wanted.starts_at)), s.id
      limit $2`,
    values: [slotId, limit],
  })
  return rows
}

/** @returns how many slots were made; the days are the clinic's, both included */
export async function generateSlotsBetween(db: Queryable, from: string, until: string): Promise<number> {
  const { rows } = await db.query<{ made: number }>('select generate_slots($1, $2) as made', [from, until])
  return rows[0]?.made ?? 0
}

/** From yesterday, whose night shift may still be under way, to the last day that can be booked. */
export async function findHorizon(db: Queryable): Promise<{ from: string; until: string }> {
  const { rows } = await db.query<{ from: string; until: string }>(
    `select (today - 1)::text as from, (today + horizon_days)::text as until
     from clinic_profile p, lateral (select (now() at time zone p.time_zone)::date) as t (today)`,
  )
  const horizon = rows[0]
  if (!horizon) throw new Error('the clinic has no profile')
  return horizon
}

/** Makes the event partitions of this month and the two after it. */
export async function makeEventPartitions(db: Queryable): Promise<void> {
  await db.query('select make_event_partitions(2)')
}
