import type { OpeningHoursForm } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { localeOf } from '../i18n/index.ts'

export type Weekday = OpeningHoursForm['weekday']
/** In the order of a week. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly Weekday[]

/** A weekday's name, `long` or `short`, in the language that is spoken. */
export function useWeekday(): (day: Weekday, length?: 'long' | 'short') => string {
  const { i18n } = useTranslation()
  return (day, length = 'short') =>
    new Intl.DateTimeFormat(localeOf(i18n.language), { weekday: length, timeZone: 'UTC' }).format(
      // 1 January 2024 was a Monday
      new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day))),
    )
}
