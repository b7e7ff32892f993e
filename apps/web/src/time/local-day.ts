/** Days of a calendar as `YYYY-MM-DD`: they have no zone, so they are counted as days and never as instants. */

const wallClocks = new Map<string, Intl.DateTimeFormat>()

/** `YYYY-MM-DD HH:mm:ss` on the wall of a zone. */
export function wallClockIn(timeZone: string, instant: Date | string = new Date()): string {
  let format = wallClocks.get(timeZone)
  if (!format) {
    // Sweden writes dates as ISO 8601 does; making it costs more than all else that a press does
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    wallClocks.set(timeZone, format)
  }
  return format.format(new Date(instant))
}

/** Today on the wall of a zone. */
export const todayIn = (timeZone: string, now = new Date()): string => wallClockIn(timeZone, now).slice(0, 10)

/** The clock on the wall of a zone, `HH:MM`. */
export const clockIn = (timeZone: string, instant?: Date | string): string =>
  wallClockIn(timeZone, instant).slice(11, 16)

export function addDays(localDate: string, days: number): string {
  const at = new Date(`${localDate}T00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** The Monday of its week. */
export function mondayOf(localDate: string): string {
  const weekday = (new Date(`${localDate}T00:00Z`).getUTCDay() + 6) % 7
  return addDays(localDate, -weekday)
}
