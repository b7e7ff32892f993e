/** What wall clocks show, found by trying every minute: slow, and nothing in common with how Postgres computes it. */

const minute = 60_000
const day = 1_440 * minute

const formats = new Map<string, Intl.DateTimeFormat>()

function offsetAt(instant: number, zone: string): number {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, format)
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(instant)) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minute
}

/** What the clock shows at an instant, in milliseconds as if it were UTC. */
export const wallAt = (instant: number, zone: string): number => instant + offsetAt(instant, zone)

/**
 * The instant that a wall time means: the first that shows it; where none does, that of the time as much later as
 * the clock jumps.
 */
export function instantMeant(wall: number, zone: string): number {
  const range = minutesAround(wall, zone)
  const first = range.find((instant) => wallAt(instant, zone) === wall)
  if (first !== undefined) return first
  const after = range.find((instant) => wallAt(instant, zone) > wall) ?? Number.NaN
  const gap = wallAt(after, zone) - wallAt(after - minute, zone) - minute
  return instantMeant(wall + gap, zone)
}

function minutesAround(wall: number, zone: string): number[] {
  const offsets = [offsetAt(wall - day, zone), offsetAt(wall + day, zone)]
  const from = wall - Math.max(...offsets) - 120 * minute
  const until = wall - Math.min(...offsets) + 120 * minute
  return Array.from({ length: (until - from) / minute }, (_, at) => from + at * minute)
}

/** The instants at which the zone's clocks change, to the minute, in the days after `from`. */
export function clockChanges(zone: string, from: number, days: number): number[] {
  const start = Math.ceil(from / day) * day
  const changing = Array.from({ length: days }, (_, at) => start + at * day).filter(
    (midnight) => offsetAt(midnight, zone) !== offsetAt(midnight + day, zone),
  )
  return changing.map((midnight) => {
    let [low, high] = [midnight, midnight + day]
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / 2 / minute) * minute
      if (offsetAt(middle, zone) === offsetAt(low, zone)) low = middle
      else high = middle
    }
    return high
  })
}
