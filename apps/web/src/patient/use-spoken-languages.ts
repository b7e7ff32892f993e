import { useTranslation } from 'react-i18next'
import { languageName, localeOf } from '../i18n/index.ts'

/** What doctors may speak, as far as most are asked for it. */
const common =
  'ar bg bn cs da de el en es fa fi fr he hi hr hu id it ja ko nl no pl pt ro ru sr sv sw ta th tr uk ur vi zh'.split(
    ' ',
  )

export interface SpokenLanguage {
  readonly value: string
  readonly label: string
}

const lists = new Map<string, readonly SpokenLanguage[]>()

/** Languages by name, in the reader's own language. */
export function useSpokenLanguages(): readonly SpokenLanguage[] {
  const locale = localeOf(useTranslation().i18n.language)
  const known = lists.get(locale)
  if (known) return known
  const { compare } = new Intl.Collator(locale)
  const list = common
    .map((value) => ({ value, label: languageName(value, locale) }))
    .toSorted((one, other) => compare(one.label, other.label))
  lists.set(locale, list)
  return list
}

/** The name of a language by its tag, in the reader's own. */
export function useTellLanguage(): (tag: string) => string {
  const locale = localeOf(useTranslation().i18n.language)
  return (tag) => languageName(tag, locale)
}
