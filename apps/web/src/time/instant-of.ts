import { clockIn, todayIn } from './local-day.ts'

/**
 * The instant at which the wall of a zone shows a day and a clock. A clock that does not exist, in the hour that is
 * left out in spring, is taken as that much later; of one that comes twice, the first.
 */
export function instantOf(localDate: string, localTime: string, timeZone: string): string {
  const wanted = Date.parse(`${localDate}T${localTime}:00Z`)
  const shownAt = (at: number) =>
    Date.parse(`${todayIn(timeZone, new Date(at))}T${clockIn(timeZone, new Date(at))}:00Z`)
  const offsetAt = (at: number) => shownAt(at) - at
  // the offsets a day before and after: where they differ, the earlier one decides
  const before = wanted - offsetAt(wanted - 86_400_000)
  const after = wanted - offsetAt(wanted + 86_400_000)
  const fits = [before, after].find((at) => shownAt(at) === wanted)
  return new Date(fits ?? before).toISOString()
}
