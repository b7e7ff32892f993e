import type { ClinicVisitType } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { localeOf } from '../../i18n/index.ts'

/** `Consultation · 30 min · $90.00` */
export function useVisitWords(): (type: ClinicVisitType) => string {
  const { t, i18n } = useTranslation(['booking', 'shell'])
  return ({ name, minutes, mode, price }) =>
    [
      name,
      t('shell:minutes', { count: minutes }),
      mode === 'video' && t('times.video'),
      price && tellPrice(price, localeOf(i18n.language)),
    ]
      .filter(Boolean)
      .join(' · ')
}

/** Minor units are not always hundredths: a yen has none. */
function tellPrice({ amountMinor, currency }: NonNullable<ClinicVisitType['price']>, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
