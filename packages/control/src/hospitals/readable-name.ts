import { addressCapitals, nameCapitals, shortWords, smallWords } from './name-words.ts'

/** `SAINT LUKE'S OF KANSAS CITY` → `Saint Luke's of Kansas City`; a text in mixed case stays as it is. */
export const readableName = (text: string): string =>
  recase(text, (word) => nameCapitals.has(word) || isAbbreviation(word))

/** The same for streets and cities, where `ST` and `RD` are words and `NW` and `PO` are not. */
export const readableAddress = (text: string): string => recase(text, (word) => addressCapitals.has(word))

function recase(text: string, staysCapital: (word: string) => boolean): string {
  if (/\p{Ll}/u.test(text)) return text
  return text.replace(/[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu, (word, at: number) => {
    if (isInitial(text, word, at) || isStateCode(text, word, at) || staysCapital(word)) return word
    if (smallWords.has(word) && !opensPhrase(text, at)) return word.toLowerCase()
    return capitalise(word)
  })
}

/** `J. D. McCarty`, `U.S. Army`, `Ann & Robert H Lurie`, but `a Campus of`. */
function isInitial(text: string, word: string, at: number): boolean {
  return word.length === 1 && (word !== 'A' || text[at + 1] === '.' || opensPhrase(text, at))
}

/** Two letters after a comma that end the text are a state: `MARION, IN`, though not `THE BAY, JR`. */
function isStateCode(text: string, word: string, at: number): boolean {
  const isLast = at + word.length === text.length
  return isLast && /^[A-Z]{2}$/.test(word) && text.endsWith(`, ${word}`) && !shortWords.has(word)
}

/** At the start, or after a house number or a mark that begins anew: ` - `, `(`, `/`, `:` or a comma. */
const opensPhrase = (text: string, at: number): boolean => /(?:^|^\d+ |[-(/:,] ?)$/.test(text.slice(0, at))

/** Letters without a vowel are rarely a word: `SSM`, `NCBH`. */
const isAbbreviation = (word: string): boolean =>
  /^[B-DF-HJ-NP-TV-XZ]{2,6}$/.test(word) && !shortWords.has(word)

function capitalise(word: string): string {
  if (/^\d+(?:ST|ND|RD|TH)$/.test(word)) return word.toLowerCase()
  if (/\d/.test(word)) return word
  return word
    .toLowerCase()
    .replace(/^\p{L}/u, upper)
    .replace(/^(\p{L}['’])(\p{L}{2,})$/u, (_all, initial: string, rest: string) => initial + upper(rest))
    .replace(/^(Mc)(\p{L}{3,})$/u, (_all, mc: string, rest: string) => mc + upper(rest))
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
