import { Temporal } from 'temporal-polyfill'
import { tzlib_get_ical_block as blockOf, tzlib_get_offset as offsetByRules } from 'timezones-ical-library'

interface Stretch {
  readonly startsAt: string
  readonly endsAt: string
  readonly timeZone: string
}

interface PlacedInTime {
  readonly start: Temporal.ZonedDateTime
  readonly end: Temporal.ZonedDateTime
  /** By whose clock; absent: in UTC */
  readonly timezone?: string
}

/**
 * A stretch of time by the clinic's clock with that zone's rules, so that the entry stays on the clinic's wall should
 * the rules change. Where those rules (a library's) would give another instant than ours, or the clock shows the time
 * twice that night, it is in UTC, which every calendar reads alike.
 */
export function placeInTime({ startsAt, endsAt, timeZone }: Stretch): PlacedInTime {
  const [start, end] = [startsAt, endsAt].map((instant) =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime]
  if (zoneRules(timeZone) === null || ![start, end].every((each) => isPlain(each, timeZone))) {
    return { start: start.withTimeZone('UTC'), end: end.withTimeZone('UTC') }
  }
  return { start, end, timezone: timeZone }
}

/** A zone's rules as they stand beside the events of a calendar; null for one that the library does not know. */
export function zoneRules(timeZone: string): string | null {
  const [block] = blockOf(timeZone)
  return block?.startsWith('BEGIN:VTIMEZONE') ? block : null
}

/** The clock shows it once, and the library's rules mean the same instant by it. */
function isPlain(time: Temporal.ZonedDateTime, timeZone: string): boolean {
  const shown = time.toPlainDateTime()
  const later = shown.toZonedDateTime(timeZone, { disambiguation: 'later' })
  if (later.epochMilliseconds !== time.epochMilliseconds) return false
  const earlier = shown.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  if (earlier.epochMilliseconds !== time.epochMilliseconds) return false
  const text = shown.toString({ smallestUnit: 'minute' })
  return offsetByRules(timeZone, text.slice(0, 10), text.slice(11)) === time.offset.replace(':', '')
}
