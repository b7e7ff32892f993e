import { z } from 'zod'

/** The small words of the contract: each is one kind of value, with its rule and its source. */

/** One DNS label (RFC 1035), since a clinic's slug is also the first label of its host. */
export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'lower-case letters, digits and inner hyphens, 63 at most')
  .describe('Name of the clinic in addresses')

export const code = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens, 60 at most, a letter first')

export const identifier = z.uuid().describe('UUIDv7')

/** IANA name; asked of the runtime's own tables, so a zone that passes can be computed with. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: 'not a time zone of the IANA database (say Europe/Berlin)' })
  .meta({ description: 'IANA time zone', examples: ['Europe/Berlin'] })

/** ISO 3166-1 alpha-2. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/, 'two capital letters of ISO 3166-1')

/** BCP 47. */
export const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en or de-AT')

/** E.164. */
export const phoneNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'an international number such as +493012345678')

/** What a clock on the clinic's wall shows, to the minute. */
export const localTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:30')

/** A day of the clinic's calendar, in the years that a clinic plans in. */
export const localDate = z.iso
  .date()
  .refine((day) => day >= '1900' && day < '2200', { error: 'a day from 1900 to 2199' })

/** A day that somebody plans: within the lives of those who do. */
export const plannedDate = localDate.refine((day) => day >= '2000' && day < '2200', {
  error: 'is not between 2000 and 2199',
})

/** RFC 3339, always UTC in answers. */
export const instant = z.iso.datetime({ offset: true })

export const personName = z.string().trim().min(1).max(160)
export const emailAddress = z.email().max(254)

const knownZones = new Map<string, boolean>()

/** The version of a row as somebody saw it: no row gets beyond what Postgres counts. */
export const versionSeen = z.int().min(1).max(2_147_483_647)

/** Whether the runtime can compute with that IANA name. */
export function isTimeZone(name: string): boolean {
  const known = knownZones.get(name)
  if (known !== undefined) return known
  const found = canCompute(name)
  // a formatter costs 60 µs, and names come from outside: bounded
  if (knownZones.size < 1_000) knownZones.set(name, found)
  return found
}

function canCompute(name: string): boolean {
  if (!name.includes('/') && name !== 'UTC') return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
