import type { FormatterModule } from 'i18next'
import { localeOf } from './languages.ts'

const writers = new Map<string, Intl.NumberFormat>()

function writerOf(language: string): Intl.NumberFormat {
  const locale = localeOf(language)
  const writer = writers.get(locale) ?? new Intl.NumberFormat(locale)
  writers.set(locale, writer)
  return writer
}

/** What is counted is written as the reader writes numbers; a number that only names something is given as a string. */
export const writtenNumbers: FormatterModule = {
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format: (value, _, language) =>
    typeof value === 'number' ? writerOf(language ?? 'en').format(value) : value,
}
