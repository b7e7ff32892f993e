import { weekdays } from '@polyclinic/contract'

export type Weekday = (typeof weekdays)[number]

/** ISO 8601: Monday is 1. */
export const isoWeekday = (name: Weekday): number => weekdays.indexOf(name) + 1

export function weekdayName(iso: number): Weekday {
  const name = weekdays[iso - 1]
  if (!name) throw new RangeError(`${iso} is no weekday`)
  return name
}
