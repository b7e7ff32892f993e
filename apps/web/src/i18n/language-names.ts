const namers = new Map<string, Intl.DisplayNames>()

/** The name of a language by its tag, in a reader's own: `de-AT`, Austrian German. A tag that nobody knows stays itself. */
export function languageName(tag: string, locale: string): string {
  let names = namers.get(locale)
  if (!names) {
    names = new Intl.DisplayNames(locale, { type: 'language' })
    namers.set(locale, names)
  }
  return names.of(tag) ?? tag
}
