import { z } from 'zod'
import { bookingPolicy } from './booking-policy.ts'
import { code, countryCode, languageTag, localTime, phoneNumber, slug, timeZone } from '../words.ts'

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export const weekday = z.enum(weekdays)

/** A range on the clinic's wall clock; an end at or before the start means the next day. */
export const wallClockRange = { from: localTime, until: localTime }

export const specialtyFields = z.strictObject({ code, name: z.string().trim().min(1).max(120) })

export const visitTypeFields = z.strictObject({
  code,
  name: z.string().trim().min(1).max(120),
  minutes: z.int().min(5).max(480),
  bufferBeforeMinutes: z.int().min(0).max(120).default(0),
  bufferAfterMinutes: z.int().min(0).max(120).default(0),
  mode: z.enum(['in_person', 'video']).default('in_person'),
  price: z
    .strictObject({ amountMinor: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) })
    .optional()
    .describe('Minor units of an ISO 4217 currency: 4500 EUR is forty-five euros'),
})

export const openingHoursFields = z.strictObject({ weekday, ...wallClockRange })

export const shiftFields = z.strictObject({
  code,
  name: z.string().trim().min(1).max(120),
  ...wallClockRange,
  slotMinutes: z.int().min(5).max(480),
  capacity: z.int().min(1).max(200).default(1),
})

export const doctorFields = z.strictObject({
  name: z.string().trim().min(1).max(160),
  email: z.email().max(254).optional(),
  phone: phoneNumber.optional(),
  languages: z.array(languageTag).min(1).max(12),
  specialty: code,
})

const doctor = doctorFields.extend({
  shifts: z.array(z.strictObject({ shift: code, weekdays: z.array(weekday).min(1).max(7) })).max(20),
})

/** What a clinic starts its life with: who works there, when, and for which visits. */
export const clinicStaffing = z.strictObject({
  specialties: z.array(specialtyFields).min(1).max(200),
  visitTypes: z.array(visitTypeFields).min(1).max(200),
  openingHours: z.array(openingHoursFields).max(50),
  shifts: z.array(shiftFields).min(1).max(200),
  doctors: z.array(doctor).max(500),
})
export type ClinicStaffing = z.infer<typeof clinicStaffing>

export const postalAddress = z.strictObject({
  line: z.string().trim().min(1).max(200),
  city: z.string().trim().min(1).max(120),
  region: z.string().trim().max(120).optional(),
  postalCode: z.string().trim().max(20).optional(),
})
export type PostalAddress = z.infer<typeof postalAddress>

export const geoPosition = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})

/** The declaration of one clinic: what `tenants/*.json` holds and what an operator posts to onboard it. */
export const clinicManifest = z.strictObject({
  $schema: z.string().optional(),
  slug,
  name: z.string().trim().min(1).max(200),
  timeZone,
  country: countryCode,
  locale: languageTag.default('en'),
  address: postalAddress.optional(),
  phone: phoneNumber.optional(),
  position: geoPosition.optional(),
  hosts: z.array(z.hostname().max(253)).max(10).default([]),
  server: code.optional().describe('The server of the fleet; the emptiest open one when absent'),
  source: z
    .strictObject({ system: code, id: z.string().trim().min(1).max(80) })
    .optional()
    .describe('Where an imported clinic came from; the same source and id is the same clinic'),
  policy: bookingPolicy.partial().default({}),
  template: code
    .optional()
    .describe('A named staffing of tenants/templates, for what this manifest leaves out'),
  staffing: clinicStaffing.optional(),
})
export type ClinicManifest = z.infer<typeof clinicManifest>
export type ClinicManifestInput = z.input<typeof clinicManifest>
