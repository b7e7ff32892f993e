import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { quoted } from './quoted.ts'

/** A number as written in a country, to E.164; left out with a warning when it cannot be dialled. */
export function readPhone(
  written: string | undefined,
  country: CountryCode,
): { phone?: string; warning?: string } {
  if (written === undefined) return {}
  const number = parsePhoneNumberFromString(written, country)
  if (!number?.isValid()) return { warning: `phone ${quoted(written)} not understood, left out` }
  return { phone: number.number, ...(number.ext && { warning: `phone extension ${number.ext} left out` }) }
}
