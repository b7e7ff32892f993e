/** Days of a calendar as `YYYY-MM-DD`: they have no zone, so they are counted as days and never as instants. */

/** Today on the wall of a zone. */
export const todayIn = (timeZone: string, now = new Date()): string =>
  // Sweden writes dates as ISO 8601 does
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now,
  )

/** The clock on the wall of a zone, `HH:MM`. */
export const clockIn = (timeZone: string, instant: Date | string = new Date()): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(instant))

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
