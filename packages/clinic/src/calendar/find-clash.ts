import { stretchesMeet, stretchOf } from '@polyclinic/contract'
import { type Weekday, weekdayName } from '../weekday.ts'

/** Hours of the wall clock that come again every week, within days of the calendar. */
export interface WeeklyHours {
  /** ISO 8601 */
  readonly weekdays: readonly number[]
  /** Days, both included; `-infinity` and `infinity` where there is no bound */
  readonly validFrom: string
  readonly validUntil: string
  readonly from: string
  /** At or before the start: on the next day */
  readonly until: string
}

/** The first of the others that would be worked at the same time as this one, and on which weekday of this one. */
export function findClash<Other extends WeeklyHours>(
  one: WeeklyHours,
  others: readonly Other[],
): { other: Other; weekday: Weekday } | undefined {
  for (const other of others) {
    const weekday = one.weekdays.find((day) => clashesOn(day, one, other))
    if (weekday !== undefined) return { other, weekday: weekdayName(weekday) }
  }
  return undefined
}

function clashesOn(weekday: number, one: WeeklyHours, other: WeeklyHours): boolean {
  const [mine, theirs] = [stretchOf(one), stretchOf(other)]
  // a night reaches into the next day, and the other's into this one
  return [-1, 0, 1].some(
    (later) =>
      other.weekdays.includes(((weekday - 1 + later + 7) % 7) + 1) &&
      stretchesMeet(mine, theirs, later) &&
      isThereSuchADay(weekday, later, one, other),
  )
}

/** Whether one works on a day of that weekday, and the other so many days later. */
function isThereSuchADay(weekday: number, later: number, one: WeeklyHours, other: WeeklyHours): boolean {
  const first = Math.max(dayNumber(one.validFrom), dayNumber(other.validFrom) - later)
  const last = Math.min(dayNumber(one.validUntil), dayNumber(other.validUntil) - later)
  if (last - first >= 6) return true
  for (let day = first; day <= last; day++) if (isoWeekdayOf(day) === weekday) return true
  return false
}

function dayNumber(day: string): number {
  if (day === '-infinity') return Number.NEGATIVE_INFINITY
  return day === 'infinity' ? Number.POSITIVE_INFINITY : Date.parse(day) / 86_400_000
}

// day 0, the first of 1970, was a Thursday
const isoWeekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1
