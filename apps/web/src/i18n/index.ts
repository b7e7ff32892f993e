export { type Language, languages, localeOf } from './languages.ts'
export { needWords, openWords, speak, type WordFile } from './words.ts'
export { languageName } from './language-names.ts'
