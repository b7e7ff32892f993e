import { useTranslation } from 'react-i18next'
import { localeOf } from '../../i18n/index.ts'

/** A length of time as a person says it: 90 minutes, 2 hours, 3 days. */
export function useDuration(): (minutes: number) => string {
  const { i18n } = useTranslation()
  const locale = localeOf(i18n.language)
  const told = (value: number, unit: 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  return (minutes) => {
    if (minutes > 0 && minutes % 1_440 === 0) return told(minutes / 1_440, 'day')
    if (minutes > 0 && minutes % 60 === 0) return told(minutes / 60, 'hour')
    return told(minutes, 'minute')
  }
}
