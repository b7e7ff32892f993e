/**
 * The clock times at which a shift's slots begin: what is left over at its end makes none.
 * @param from "HH:MM"; an end at or before it means the next day
 */
export function timesOfDay(from: string, until: string, slotMinutes: number): string[] {
  const start = minutesOf(from)
  const end = minutesOf(until) > start ? minutesOf(until) : minutesOf(until) + 1_440
  if (!(slotMinutes >= 5)) return []
  const count = Math.max(0, Math.floor((end - start) / slotMinutes))
  return Array.from({ length: count }, (_, nth) => clockOf(start + nth * slotMinutes))
}

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
