export const languages = ['en', 'es', 'de'] as const
export type Language = (typeof languages)[number]

/** Ours that is nearest to a BCP 47 tag: by its language, whatever the country; English where there is none. */
export function languageOf(locale: string | undefined): Language {
  const wanted = locale?.trim().toLowerCase().split(/[-_]/)[0]
  return languages.find((each) => each === wanted) ?? 'en'
}
