import { useTranslation } from 'react-i18next'
import { localeOf } from '../../i18n/index.ts'

/** `2.4 km`, as the reader's language writes it; nothing where no distance is known. */
export function useDistance(): (kilometres: number | undefined) => string | undefined {
  const { i18n } = useTranslation()
  return (kilometres) =>
    kilometres === undefined
      ? undefined
      : new Intl.NumberFormat(localeOf(i18n.language), {
          style: 'unit',
          unit: 'kilometer',
          maximumFractionDigits: kilometres < 10 ? 1 : 0,
        }).format(kilometres)
}
