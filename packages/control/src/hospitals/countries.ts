import type { CountryCode } from 'libphonenumber-js/min'

/**
 * ISO 3166-1, three letters to two. Territories keep a code of their own, as in ISO: Guam is GU although it
 * belongs to the United States, so that its phones and its zone are read as Guam's.
 */
const countries: Readonly<Record<string, CountryCode>> = {
  USA: 'US',
  ASM: 'AS',
  GUM: 'GU',
  MNP: 'MP',
  PLW: 'PW',
  PRI: 'PR',
  VIR: 'VI',
}

export const countryOf = (alpha3: string): CountryCode | undefined =>
  Object.hasOwn(countries, alpha3) ? countries[alpha3] : undefined
