const minutesOfDay = 24 * 60

/** A stretch of the wall clock in minutes from the start of its day; it may end on the next one. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** @param range "HH:MM" each; an end at or before the start means the next day */
export function stretchOf({ from, until }: { from: string; until: string }): Stretch {
  const [start, end] = [minutesOf(from), minutesOf(until)]
  return { start, end: end <= start ? end + minutesOfDay : end }
}

export const minutesIn = (range: { from: string; until: string }): number => {
  const { start, end } = stretchOf(range)
  return end - start
}

/** @param daysLater how many days after the first one's day the second one's begins */
export const stretchesMeet = (a: Stretch, b: Stretch, daysLater = 0): boolean =>
  a.start < b.end + daysLater * minutesOfDay && b.start + daysLater * minutesOfDay < a.end

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  return hours * 60 + minutes
}
