import { z } from 'zod'
import { clinicDoctor, publicClinic } from '../clinics/clinic-routes.ts'
import { page } from '../page.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { partOfDay } from '../slots/slot-routes.ts'
import { code, countryCode, identifier, instant, languageTag, localDate, localTime, slug } from '../words.ts'

const common = { method: 'get', scope: 'service', tag: 'Search', access: 'public' } as const
const problems = ['invalid-request', 'service-unavailable'] satisfies ProblemCode[]

const place = {
  latitude: z.coerce.number().min(-90).max(90).optional().describe('With `longitude`: where one is'),
  longitude: z.coerce.number().min(-180).max(180).optional(),
}
type Point = { latitude?: number | undefined; longitude?: number | undefined }
const bothOrNone = ({ latitude, longitude }: Point) => (latitude === undefined) === (longitude === undefined)
const bothOrNoneSays = { path: ['longitude'], error: 'latitude and longitude go together' }

const distanceKm = z.number().optional().describe('From the place that was given, as the crow flies')

/** A clinic as answers of a search name it. */
const foundClinic = publicClinic.pick({ slug: true, name: true, timeZone: true, country: true }).extend({
  city: z.string().optional(),
  region: z.string().optional(),
  position: publicClinic.shape.position,
  distanceKm,
})

export const openDay = z
  .strictObject({
    clinic: foundClinic.meta({ id: 'FoundClinic' }),
    doctor: z.strictObject({
      id: identifier,
      name: z.string(),
      specialty: code,
      languages: z.array(languageTag),
    }),
    startsAt: instant.describe('The first free time of that day, or of that part of it'),
    localDate,
    localTime,
    free: z.int().describe('Times of that day at which one could begin'),
    confirmed: z
      .boolean()
      .describe('Whether the clinic itself has just said so; the first few are asked for each answer'),
    slot: z
      .strictObject({ id: identifier, version: z.int() })
      .optional()
      .describe('What to book or hold there; with confirmed ones'),
  })
  .meta({ id: 'OpenDay' })
export type OpenDay = z.infer<typeof openDay>

const openDayPage = page(openDay)
  .extend({
    asOf: instant.describe(
      'What had happened at the clinics by then is in the answer; the rest is on its way',
    ),
  })
  .meta({ id: 'OpenDayPage' })

export const searchSlotsRoute = describeRoute({
  ...common,
  id: 'searchSlots',
  path: '/v1/search/slots',
  summary: 'The days of doctors of all clinics on which something is free, earliest first',
  description:
    'One a doctor and day. Book at the clinic that is named: it decides again, by its own rules and up to the moment.',
  query: z
    .strictObject({
      specialty: code,
      visitType: code.optional().describe('Only times at which this visit can begin'),
      from: localDate.optional().describe("First day on the clinic's calendar; today when absent"),
      to: localDate.optional().describe('Last day, included'),
      partOfDay: partOfDay.optional(),
      language: languageTag
        .optional()
        .describe('Spoken by the doctor: `de` is spoken by whoever speaks `de-AT`'),
      clinic: slug.optional().describe('Only this one'),
      country: countryCode.optional(),
      region: z
        .string()
        .trim()
        .min(1)
        .max(120)
        .optional()
        .describe("As in the clinic's address; with `country`"),
      ...place,
      near: slug.optional().describe('A clinic in whose place to look, instead of a position'),
      radiusKm: z.coerce.number().min(0.1).max(1_000).default(25).describe('Around the place that was given'),
      limit: z.coerce.number().int().min(1).max(50).default(20),
      cursor: z.string().max(400).optional(),
    })
    .refine(bothOrNone, bothOrNoneSays)
    .refine(({ near, latitude }) => near === undefined || latitude === undefined, {
      path: ['near'],
      error: 'is a place of its own: leave out the position',
    })
    .refine(({ region, country }) => region === undefined || country !== undefined, {
      path: ['region'],
      error: 'needs its country',
    }),
  success: { status: 200, description: 'One page', body: openDayPage },
  problems: [...problems, 'clinic-unknown'],
})

const words = z
  .string()
  .trim()
  .min(2)
  .max(80)
  .describe('Words of the name and the city; errors of typing and missing accents are forgiven')
const textQuery = z
  .strictObject({ q: words, ...place, limit: z.coerce.number().int().min(1).max(50).default(20) })
  .refine(bothOrNone, bothOrNoneSays)

export const searchClinicsRoute = describeRoute({
  ...common,
  id: 'searchClinics',
  path: '/v1/search/clinics',
  summary: 'Clinics by name and city, the best match first',
  query: textQuery,
  success: {
    status: 200,
    description: 'The best matches; of equal ones the nearest first',
    body: z
      .strictObject({ items: z.array(publicClinic.extend({ distanceKm }).meta({ id: 'ClinicMatch' })) })
      .meta({ id: 'ClinicMatches' }),
  },
  problems,
})

export const searchDoctorsRoute = describeRoute({
  ...common,
  id: 'searchDoctors',
  path: '/v1/search/doctors',
  summary: 'Doctors of all clinics by name and specialty, the best match first',
  query: textQuery,
  success: {
    status: 200,
    description: 'The best matches; of equal ones the nearest first',
    body: z
      .strictObject({
        items: z.array(clinicDoctor.extend({ clinic: foundClinic }).meta({ id: 'DoctorMatch' })),
      })
      .meta({ id: 'DoctorMatches' }),
  },
  problems,
})

export const listSpecialtiesOfferedRoute = describeRoute({
  ...common,
  id: 'listSpecialtiesOffered',
  path: '/v1/search/specialties',
  summary: 'The specialties of which anything is free at all, the most offered first',
  description: 'What a search can begin with. It may be a minute old.',
  success: {
    status: 200,
    description: 'All of them',
    body: z
      .strictObject({
        items: z.array(
          z
            .strictObject({ code, clinics: z.int().describe('How many clinics offer it') })
            .meta({ id: 'SpecialtyOffered' }),
        ),
      })
      .meta({ id: 'SpecialtiesOffered' }),
  },
  problems: ['service-unavailable'],
})

export const searchRoutes = {
  listSpecialtiesOffered: listSpecialtiesOfferedRoute,
  searchSlots: searchSlotsRoute,
  searchClinics: searchClinicsRoute,
  searchDoctors: searchDoctorsRoute,
}
export type SlotSearch = z.infer<typeof searchSlotsRoute.query>
export type TextSearch = z.infer<typeof textQuery>
export type ClinicMatch = z.infer<typeof searchClinicsRoute.success.body>['items'][number]
export type DoctorMatch = z.infer<typeof searchDoctorsRoute.success.body>['items'][number]
export type SpecialtyOffered = z.infer<typeof listSpecialtiesOfferedRoute.success.body>['items'][number]
