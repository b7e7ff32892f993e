import { Temporal } from 'temporal-polyfill'

/** What makes a calendar, as the clinic's people say it: wall-clock times, calendar days, ISO weekdays. */
export interface CalendarPlan {
  zone: string
  shifts: (Hours & { id: string; slotMinutes: number; capacity: number })[]
  closures: { first: string; last: string }[]
  doctors: {
    id: string
    active: boolean
    works: { shift: string; weekdays: readonly number[]; from: string; until: string }[]
    /** No hours: off */
    overrides: { date: string; slotMinutes: number; capacity: number; hours: Hours[] }[]
  }[]
}

/** "HH:MM"; an end at or before the start is on the next day. */
export interface Hours {
  from: string
  until: string
}

export interface OracleSlot {
  doctor: string
  shift: string | null
  date: string
  /** Epoch seconds */
  starts: number
  ends: number
  capacity: number
}

/**
 * The slots of the days from `from` to `until`, computed with Temporal and nothing else: by doctor and start, one for
 * each start.
 */
export function slotsByTemporal(plan: CalendarPlan, from: string, until: string): OracleSlot[] {
  const days = daysFrom(Temporal.PlainDate.from(from).subtract({ days: 3 }), Temporal.PlainDate.from(until))
  const clock = new Clock(plan.zone)
  const closed = (date: string) => plan.closures.some(({ first, last }) => first <= date && date <= last)
  const open = days.filter((day) => !closed(day.toString()))
  return plan.doctors
    .filter(({ active }) => active)
    .flatMap((doctor) => {
      const slots = open.flatMap((day) => slotsOfDay(plan, doctor, day, clock))
      const seen = slots.filter(({ date }) => from <= date && date <= until && !closed(date))
      return oneForEachStart(seen)
    })
    .sort((a, b) => compare(a.doctor, b.doctor) || a.starts - b.starts)
}

/** Of slots that overlap, what stays where those that begin first are made first. */
export function withoutOverlaps(slots: readonly OracleSlot[]): OracleSlot[] {
  const kept: OracleSlot[] = []
  for (const slot of slots) {
    const last = kept.at(-1)
    if (last?.doctor !== slot.doctor || last.ends <= slot.starts) kept.push(slot)
  }
  return kept
}

/** A zone's clock from one day to another: in epoch seconds when it is set, and how far from UTC it is from then on. */
export interface ClockChange {
  at: number
  /** Seconds */
  offset: number
}

/** The changes of a zone's clock after the first day begins and before the last day ends. */
export function clockChanges(zone: string, from: string, until: string): ClockChange[] {
  const end = Temporal.PlainDate.from(until).add({ days: 1 }).toZonedDateTime(zone)
  const changes: ClockChange[] = []
  let at = Temporal.PlainDate.from(from).toZonedDateTime(zone).getTimeZoneTransition('next')
  while (at && Temporal.ZonedDateTime.compare(at, end) < 0) {
    changes.push({ at: at.epochMilliseconds / 1000, offset: at.offsetNanoseconds / 1e9 })
    at = at.getTimeZoneTransition('next')
  }
  return changes
}

/** How far a zone's clock is from UTC at an instant, in seconds. */
export const offsetAt = (zone: string, epochSeconds: number): number =>
  Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9

/** The instant, in epoch seconds, that a wall clock's "YYYY-MM-DDTHH:MM" means. */
export const instantByTemporal = (zone: string, wall: string): number =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds / 1000

/** Each day's length in hours. */
export const hoursOfDays = (zone: string, from: string, until: string): Map<string, number> =>
  new Map(
    daysFrom(Temporal.PlainDate.from(from), Temporal.PlainDate.from(until)).map((day) => [
      day.toString(),
      day.toZonedDateTime(zone).hoursInDay,
    ]),
  )

/** The day so many days after another; "YYYY-MM-DD". */
export const dayAfter = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString()

/** What the zone's wall shows at an instant. */
export function wallClock(zone: string, epochSeconds: number): { date: string; minutes: number } {
  const at = Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toZonedDateTimeISO(zone)
  return { date: at.toPlainDate().toString(), minutes: at.hour * 60 + at.minute }
}

function slotsOfDay(
  plan: CalendarPlan,
  doctor: CalendarPlan['doctors'][number],
  day: Temporal.PlainDate,
  clock: Clock,
): OracleSlot[] {
  const date = day.toString()
  const own = doctor.overrides.find((override) => override.date === date)
  if (own) return own.hours.flatMap((hours) => step(doctor.id, null, { ...own, ...hours }, day, clock))
  return doctor.works
    .filter((work) => work.weekdays.includes(day.dayOfWeek) && work.from <= date && date <= work.until)
    .flatMap((work) => {
      const shift = plan.shifts.find(({ id }) => id === work.shift)
      return shift ? step(doctor.id, shift.id, shift, day, clock) : []
    })
}

function step(
  doctor: string,
  shift: string | null,
  { from, until, slotMinutes, capacity }: Hours & { slotMinutes: number; capacity: number },
  day: Temporal.PlainDate,
  clock: Clock,
): OracleSlot[] {
  const opens = clock.instant(day, from)
  const closes = clock.instant(until <= from ? day.add({ days: 1 }) : day, until)
  const slots: OracleSlot[] = []
  for (let starts = opens; starts + slotMinutes * 60 <= closes; starts += slotMinutes * 60) {
    slots.push({ doctor, shift, date: clock.date(starts), starts, ends: starts + slotMinutes * 60, capacity })
  }
  return slots
}

/** Of several that begin together the doctor's own day wins, then the shift that was made first, then the shorter. */
function oneForEachStart(slots: OracleSlot[]): OracleSlot[] {
  const first = new Map<number, OracleSlot>()
  for (const slot of slots) {
    const other = first.get(slot.starts)
    if (!other || precedes(slot, other)) first.set(slot.starts, slot)
  }
  return [...first.values()]
}

const precedes = (a: OracleSlot, b: OracleSlot): boolean =>
  (compare(a.shift ?? '', b.shift ?? '') || a.ends - b.ends || a.capacity - b.capacity) < 0

/** Remembers its answers: the same days and times are asked for by every doctor. */
class Clock {
  readonly #zone: string
  readonly #instants = new Map<string, number>()
  readonly #dates = new Map<number, string>()

  constructor(zone: string) {
    this.#zone = zone
  }

  instant(day: Temporal.PlainDate, time: string): number {
    const key = `${day} ${time}`
    const known = this.#instants.get(key)
    if (known !== undefined) return known
    const wall = day.toPlainDateTime(Temporal.PlainTime.from(time))
    const zoned = wall.toZonedDateTime(this.#zone, { disambiguation: 'compatible' })
    this.#instants.set(key, zoned.epochMilliseconds / 1000)
    return zoned.epochMilliseconds / 1000
  }

  date(epochSeconds: number): string {
    const known = this.#dates.get(epochSeconds)
    if (known !== undefined) return known
    const { date } = wallClock(this.#zone, epochSeconds)
    this.#dates.set(epochSeconds, date)
    return date
  }
}

function daysFrom(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const length = first.until(last).days + 1
  return Array.from({ length }, (_, nth) => first.add({ days: nth }))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
