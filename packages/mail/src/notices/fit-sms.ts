/** GSM 03.38: what a short message holds at one unit a sign, and what it holds at two. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extended = new Set('^{}\\[~]|€')

const plainer: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '«': '"',
  '»': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2026': '...',
  '·': '-',
  ç: 'c',
}

/**
 * One line in the signs of a short message: typographic signs become plain ones and accents that it lacks go, because
 * one sign beyond its alphabet makes the whole message cost twice. What is written in another script stays.
 */
export function fitSms(text: string): string {
  const line = text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return [...line].map((sign) => (basic.has(sign) || extended.has(sign) ? sign : nearest(sign))).join('')
}

function nearest(sign: string): string {
  const plain = plainer[sign]
  if (plain !== undefined) return plain
  const bare = sign.normalize('NFD').replace(/\p{M}/gu, '')
  return bare.length > 0 && [...bare].every((each) => basic.has(each)) ? bare : sign
}

/** In how many segments it is sent and paid. */
export function countSegments(text: string): number {
  const signs = [...text]
  const isPlain = signs.every((sign) => basic.has(sign) || extended.has(sign))
  if (!isPlain) return text.length <= 70 ? 1 : Math.ceil(text.length / 67)
  const units = signs.reduce((sum, sign) => sum + (extended.has(sign) ? 2 : 1), 0)
  return units <= 160 ? 1 : Math.ceil(units / 153)
}

/** A name that leaves room for what the message is about. */
export function shortened(name: string, most = 40): string {
  const signs = [...name]
  return signs.length <= most
    ? name
    : `${signs
        .slice(0, most - 1)
        .join('')
        .trimEnd()}.`
}
