import { useTranslation } from 'react-i18next'
import { localeOf } from '../i18n/index.ts'

/** What doctors may speak, as far as most are asked for it. */
const common =
  'ar bg bn cs da de el en es fa fi fr he hi hr hu id it ja ko nl no pl pt ro ru sr sv sw ta th tr uk ur vi zh'.split(
    ' ',
  )

export interface SpokenLanguage {
  readonly value: string
  readonly label: string
}

/** Languages by name, in the reader's own language. */
export function useSpokenLanguages(): SpokenLanguage[] {
  const tell = useTellLanguage()
  const { i18n } = useTranslation()
  return common
    .map((value) => ({ value, label: tell(value) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, i18n.language))
}

/** The name of a language by its tag: `de-AT`, Austrian German. */
export function useTellLanguage(): (tag: string) => string {
  const { i18n } = useTranslation()
  const names = new Intl.DisplayNames(localeOf(i18n.language), { type: 'language' })
  return (tag) => names.of(tag) ?? tag
}
