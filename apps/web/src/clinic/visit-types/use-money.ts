import { useTranslation } from 'react-i18next'
import { localeOf } from '../../i18n/index.ts'

/** Prices are kept in minor units: 4500 EUR is forty-five euros, 4500 JPY is four and a half thousand yen. */
export function useMoney() {
  const { i18n } = useTranslation()
  const format = (currency: string) =>
    new Intl.NumberFormat(localeOf(i18n.language), { style: 'currency', currency })
  const digits = (currency: string): number => {
    try {
      return format(currency).resolvedOptions().maximumFractionDigits ?? 2
    } catch {
      return 2
    }
  }
  return {
    digits,
    told: (minor: number, currency: string): string =>
      format(currency).format(minor / 10 ** digits(currency)),
  }
}
