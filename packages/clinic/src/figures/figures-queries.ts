import type { Queryable } from '@polyclinic/postgres'

/** Days of the clinic's calendar, both included. */
interface Range {
  readonly from: string
  readonly to: string
}

/** Places of the open times and how many were taken, by week and doctor. */
export async function findUse(
  db: Queryable,
  { from, to }: Range,
): Promise<{ week: string; doctorId: string; doctorName: string; capacity: number; taken: number }[]> {
  const { rows } = await db.query<{
    week: string
    doctorId: string
    doctorName: string
    capacity: number
    taken: number
  }>({
    name: 'find-use-in-figures',
    text: `select to_char(date_trunc('week', s.local_date::timestamp), 'YYYY-MM-DD') as week,
        d.id as "doctorId", d.name as "doctorName",
        sum(s.capacity)::int as capacity, sum(s.taken)::int as taken
      from slot s
      join doctor d on d.id = s.doctor_id
      where s.state = 'open' and s.local_date between $1 and $2
      group by 1, d.id, d.name
      order by 1, d.name, d.id`,
    values: [from, to],
  })
  return rows
}

// what is only held is nobody's visit yet, and what was entered in error never was one
const visits = `from appointment where local_date between $1 and $2 and hold_expires_at is null
  and status <> 'entered-in-error'`
const medianLead = `(percentile_cont(0.5) within group (order by extract(epoch from starts_at - booked_at)::float8)
  filter (where status <> 'cancelled') / 3600)::float8`

export async function findDaysInFigures(
  db: Queryable,
  { from, to }: Range,
): Promise<
  {
    date: string
    visits: number
    fulfilled: number
    noShows: number
    cancelled: number
    leadHours: number | null
  }[]
> {
  const { rows } = await db.query<{
    date: string
    visits: number
    fulfilled: number
    noShows: number
    cancelled: number
    leadHours: number | null
  }>({
    name: 'find-days-in-figures',
    text: `select to_char(local_date, 'YYYY-MM-DD') as date,
        count(*) filter (where status <> 'cancelled')::int as visits,
        count(*) filter (where status = 'fulfilled')::int as fulfilled,
        count(*) filter (where status = 'noshow')::int as "noShows",
        count(*) filter (where status = 'cancelled')::int as cancelled,
        ${medianLead} as "leadHours"
      ${visits}
      group by local_date
      order by local_date`,
    values: [from, to],
  })
  return rows
}

export async function findMedianLead(db: Queryable, { from, to }: Range): Promise<number | null> {
  const { rows } = await db.query<{ leadHours: number | null }>({
    name: 'find-lead-in-figures',
    text: `select ${medianLead} as "leadHours" ${visits}`,
    values: [from, to],
  })
  return rows[0]?.leadHours ?? null
}
