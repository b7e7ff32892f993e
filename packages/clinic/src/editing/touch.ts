import type { CalendarChange } from '@polyclinic/contract'

/** Whose calendar an edit concerns, and on which days of the clinic's calendar (both included). */
export interface Touch {
  /** Everybody's when absent */
  readonly doctors?: readonly string[]
  /** From today when absent */
  readonly from?: string
  /** To the end of the calendar when absent */
  readonly to?: string
}

/** The smallest one that covers both: what an edit moves away from, and what it moves to. */
export function coverBoth(a: Touch, b: Touch): Touch {
  const doctors = a.doctors && b.doctors && [...new Set([...a.doctors, ...b.doctors])]
  const from = a.from && b.from && (a.from < b.from ? a.from : b.from)
  const to = a.to && b.to && (a.to > b.to ? a.to : b.to)
  return { ...(doctors && { doctors }), ...(from && { from }), ...(to && { to }) }
}

/** The day after: a night's hours end there. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

export const unchangedCalendar: CalendarChange = { added: 0, removed: 0, displaced: 0, restored: 0 }
