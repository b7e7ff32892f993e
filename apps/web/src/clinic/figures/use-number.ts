import { useTranslation } from 'react-i18next'
import { localeOf } from '../../i18n/index.ts'

/** Numbers as the reader writes them. */
export function useNumber() {
  const { i18n } = useTranslation()
  const locale = localeOf(i18n.language)
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const days = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'day',
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  })
  return {
    /** `–` where there is nothing to be a part of */
    share: (part: number, whole: number): string => (whole === 0 ? '–' : percent.format(part / whole)),
    plain: (value: number): string => plain.format(value),
    days: (hours: number): string => days.format(hours / 24),
  }
}
