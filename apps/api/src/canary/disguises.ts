export interface Disguise {
  readonly name: string
  /** Letters of ASCII in lower case: it is looked for whatever their case */
  readonly bytes: Buffer
}

/** Below this a chance meeting in a hundred megabytes is no surprise any more. */
const shortest = 7

/**
 * How a word may stand in a file of Postgres, a log or a cache: plain, in the two bytes a letter of Windows and
 * JavaScript, hexadecimal, in base64 wherever its first byte falls, percent-encoded, and backwards. Bytes that are no
 * text are looked for as they are, hexadecimal and in base64.
 */
export function disguisesOf(word: string | Buffer): Disguise[] {
  const all = typeof word === 'string' ? ofText(word) : ofBytes(word)
  const seen = new Set<string>()
  return all.filter(({ bytes }) => {
    const key = bytes.toString('latin1')
    return bytes.length >= shortest && !seen.has(key) && seen.add(key)
  })
}

function ofText(word: string): Disguise[] {
  const lower = word.toLowerCase()
  const percent = encodeURIComponent(lower).toLowerCase()
  return [
    { name: 'plain', bytes: Buffer.from(lower) },
    { name: 'UTF-16', bytes: Buffer.from(lower, 'utf16le') },
    { name: 'backwards', bytes: Buffer.from([...lower].toReversed().join('')) },
    { name: 'percent-encoded', bytes: Buffer.from(percent) },
    ...[word, lower, word.toUpperCase()].flatMap((written) => encoded(Buffer.from(written))),
  ]
}

const ofBytes = (bytes: Buffer): Disguise[] => [
  { name: 'as it is', bytes: Buffer.from(bytes.toString('latin1').replace(/[A-Z]/g, inLower), 'latin1') },
  ...encoded(bytes),
]

const inLower = (letter: string): string => letter.toLowerCase()

function encoded(bytes: Buffer): Disguise[] {
  return [
    { name: 'hexadecimal', bytes: Buffer.from(bytes.toString('hex')) },
    ...[0, 1, 2].flatMap((before) => {
      const text = inBase64(bytes, before)
      const ofAddresses = text.replaceAll('+', '-').replaceAll('/', '_')
      return [text, ofAddresses].map((each) => ({ name: 'base64', bytes: Buffer.from(each) }))
    }),
  ]
}

/** Only the digits that these bytes alone decide; what stands before and after them is unknown. */
function inBase64(bytes: Buffer, before: number): string {
  const digits = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
  const first = Math.ceil((before * 8) / 6)
  return digits.slice(first, Math.floor(((before + bytes.length) * 8) / 6)).toLowerCase()
}
