import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { firstLanguage, keepLanguage, type Language } from './languages.ts'
import { writtenNumbers } from './written-numbers.ts'

/** Words by front, so that a patient does not load the console's. */
export const wordFiles = [
  'shell',
  'problems',
  'signing-in',
  'mail-links',
  'patient',
  'booking',
  'mine',
  'clinic',
  'day',
  'office',
  'doctor',
  'operator',
  'widget',
] as const
export type WordFile = (typeof wordFiles)[number]

const files = import.meta.glob<Record<string, unknown>>('./*/*.json', { import: 'default' })

/** Loads a front's words before its first page is drawn; those of the shell are there from the start. */
export async function openWords(): Promise<i18n> {
  const language = firstLanguage()
  await i18next
    .use({
      type: 'backend' as const,
      async read(tag: string, file: string) {
        const load = files[`./${tag}/${file}.json`]
        if (!load) throw new Error(`There are no words ${tag}/${file}.`)
        return load()
      },
    })
    .use(initReactI18next)
    .use(writtenNumbers)
    .init({
      lng: language,
      fallbackLng: 'en',
      ns: ['shell', 'problems'],
      defaultNS: 'shell',
      interpolation: { escapeValue: false, alwaysFormat: true }, // React escapes
      partialBundledLanguages: true,
      returnNull: false,
    })
  document.documentElement.lang = language
  return i18next
}

export async function speak(language: Language): Promise<void> {
  keepLanguage(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** To be awaited by the loader of a front. */
export const needWords = (file: WordFile): Promise<void> => i18next.loadNamespaces(file)
