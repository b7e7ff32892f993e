/** Codes of the countries whose people mostly call without one (ITU E.164), by the zone of the clinic. */
const codes: readonly (readonly [RegExp, string])[] = [
  [/^America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Toronto|Vancouver)/, '1'],
  [/^Europe\/Berlin/, '49'],
  [/^Europe\/Vienna/, '43'],
  [/^Europe\/Zurich/, '41'],
  [/^Europe\/Madrid/, '34'],
  [/^Europe\/London/, '44'],
  [/^Asia\/Kathmandu/, '977'],
  [/^Australia\//, '61'],
]

/** A number as somebody types it, `(212) 555-0100`, as the API wants it: `+12125550100`. Nothing for nothing. */
export function internationalPhone(typed: string, timeZone: string): string {
  const digits = typed.replace(/[^\d+]/g, '')
  if (digits === '' || digits.startsWith('+')) return digits
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  const code = codes.find(([zones]) => zones.test(timeZone))?.[1]
  if (!code) return digits
  const rest = digits.replace(/^0/, '')
  return code === '1' && rest.length === 11 && rest.startsWith('1') ? `+${rest}` : `+${code}${rest}`
}
