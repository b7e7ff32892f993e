import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

/**
 * A number as somebody types it, `(212) 555-0100`, as the API wants it: `+12125550100`. Nothing for nothing; what cannot
 * be told stays as it was typed, and the API says what is missing.
 * @param country where it is said: ISO 3166-1 alpha-2
 */
export function internationalPhone(typed: string, country: string): string {
  const said = typed.trim().replace(/^00/, '+')
  const from: CountryCode | undefined = isSupportedCountry(country) ? country : undefined
  const number = parsePhoneNumberFromString(said, from && { defaultCountry: from, extract: false })
  return number?.isPossible() ? number.number : said.replace(/[^\d+]/g, '')
}
