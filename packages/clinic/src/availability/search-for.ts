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

export interface Search {
  /** Which wishes were made: a statement of its own for each combination */
  readonly shape: string
  readonly values: unknown[]
  /** The free slots, by the rules of booking and no other; further conditions may follow */
  readonly free: string
  /** Adds a value, gives its place in the statement. */
  place(value: unknown): string
}

/**
 * States only the wishes that were made: "absent or equal" would keep Postgres from its indexes once it plans for all
 * callers alike.
 */
export function searchFor(wishes: Wishes): Search {
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const made: string[] = []
  const where: string[] = []
  const wish = <Value>(name: string, value: Value | undefined, says: (value: Value) => string) => {
    if (value === undefined) return
    made.push(name)
    where.push(` and ${says(value)}`)
  }
  wish('visit', wishes.visitType, (code) => `v.code = ${place(code)}`)
  wish('doctor', wishes.doctor, (ids) => `s.doctor_id = any (${place(ids)}::uuid[])`)
  wish('specialty', wishes.specialty, (code) => `s.doctor_id = any (${doctorsOf(place(code))})`)
  wish('from', wishes.from, (day) => fromDay(place(day)))
  wish('to', wishes.to, (day) => toDay(place(day)))
  wish('part', wishes.partOfDay, (part) => duringPart(partsOfDay[part].map(place)))
  const ofVisit = wishes.visitType !== undefined
  // the rule says all of it; what is plain to see is said once more, so that it is asked of fewer
  const free = `select ${ofVisit ? visitColumns : slotColumns}
    from slot s cross join clinic_profile p ${ofVisit ? 'cross join visit_type v' : ''}
    cross join lateral ${ofVisit ? 'visit_rule(s, p, v, false)' : 'slot_rule(s, p)'} as rule (refusal)
    where s.state = 'open' and s.starts_at > now() and ${maybeFree} and rule.refusal is null${where.join('')}`
  return { shape: made.join('-') || 'any', values, free, place }
}

// a lapsed hold keeps nobody out, though its row is still there
export const placesGone =
  's.taken - s.overbooked + case when s.held_until <= now() then lapsed_places(s) else 0 end'
/** Cheap to see, and true of every slot that has a place. */
export const maybeFree = '(s.taken + s.overbooked < s.capacity or s.held_until <= now())'

// by the clinic's wall clock
const partsOfDay = {
  morning: ['00:00', '12:00'],
  afternoon: ['12:00', '17:00'],
  evening: ['17:00', '24:00'],
} as const

const columnsOf = (endsAt: string, places: string) =>
  `s.id, s.doctor_id, s.starts_at, ${endsAt} as ends_at, s.local_date, s.version, ${places} - ${placesGone} as free,
    to_char(s.starts_at at time zone p.time_zone, 'HH24:MI') as local_time`
const slotColumns = columnsOf('s.ends_at', 's.capacity')
export const visitColumns = columnsOf(
  's.starts_at + make_interval(mins => v.minutes)',
  'least(s.capacity, v.capacity)',
)

export const joined = 'join doctor d on d.id = s.doctor_id join specialty x on x.id = d.specialty_id'
export const columns = `s.id, s.doctor_id as "doctorId", d.name as "doctorName", x.code as specialty,
  s.starts_at as "startsAt", s.ends_at as "endsAt", s.local_date::text as "localDate", s.local_time as "localTime",
  s.free, s.version`

const doctorsOf = (code: string): string =>
  `array(select d.id from doctor d join specialty x on x.id = d.specialty_id where x.code = ${code})`

// no zone's clock is further than 14 hours from UTC: instants for the index, wide around the day that is meant
const fromDay = (day: string): string =>
  `s.local_date >= ${day}::date and s.starts_at >= (${day}::date - 1)::timestamp at time zone 'UTC'`
const toDay = (day: string): string =>
  `s.local_date <= ${day}::date and s.starts_at < (${day}::date + 2)::timestamp at time zone 'UTC'`

const duringPart = ([begins, ends]: string[]): string =>
  `(s.starts_at at time zone p.time_zone)::time >= ${begins}::time
    and (s.starts_at at time zone p.time_zone)::time < ${ends}::time`
