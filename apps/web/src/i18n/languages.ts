import { keep, kept } from '../storage/index.ts'

/** The languages of the screens, each called as those call it who speak it. */
export const languages = { en: 'English', es: 'Español', de: 'Deutsch' } as const
export type Language = keyof typeof languages

const chosen = 'polyclinic:language'
const isLanguage = (text: string | null | undefined): text is Language =>
  text != null && Object.hasOwn(languages, text)

/** What was chosen here before, else the first of the browser's languages that we speak. */
export function firstLanguage(): Language {
  const before = kept(chosen)
  if (isLanguage(before)) return before
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

export const keepLanguage = (language: Language): void => keep(chosen, language)

/**
 * The tag for dates and numbers: the browser's own of that language, so that a reader in Austria or Mexico sees theirs.
 */
export const localeOf = (language: string): string =>
  navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language
