import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { code, identifier, languageTag, slug } from '../words.ts'
import { page } from '../page.ts'
import { bookingPolicy } from './booking-policy.ts'
import { geoPosition, postalAddress } from './manifest.ts'

export const publicClinic = z
  .strictObject({
    slug,
    name: z.string(),
    timeZone: z.string(),
    country: z.string(),
    locale: z.string(),
    address: postalAddress.optional(),
    phone: z.string().optional(),
    position: geoPosition.optional(),
  })
  .meta({ id: 'Clinic' })
export type PublicClinic = z.infer<typeof publicClinic>

export const clinicDoctor = z
  .strictObject({
    id: identifier,
    name: z.string(),
    specialty: z.strictObject({ code, name: z.string() }),
    languages: z.array(languageTag),
  })
  .meta({ id: 'Doctor' })
export type ClinicDoctor = z.infer<typeof clinicDoctor>

export const clinicVisitType = z
  .strictObject({
    code,
    name: z.string(),
    minutes: z.int(),
    mode: z.enum(['in_person', 'video']),
    price: z.strictObject({ amountMinor: z.int(), currency: z.string() }).optional(),
  })
  .meta({ id: 'VisitType' })
export type ClinicVisitType = z.infer<typeof clinicVisitType>

export const clinicPolicy = bookingPolicy
  .extend({ version: z.int(), updatedAt: z.string() })
  .meta({ id: 'BookingPolicy' })
export type ClinicPolicy = z.infer<typeof clinicPolicy>

export const listClinicsRoute = describeRoute({
  id: 'listClinics',
  method: 'get',
  path: '/v1/clinics',
  scope: 'service',
  tag: 'Clinics',
  summary: 'The clinics that take bookings, by name',
  access: 'public',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(400).optional(),
    search: z.string().trim().min(1).max(80).optional().describe('Part of the name or the city'),
  }),
  success: { status: 200, description: 'One page', body: page(publicClinic).meta({ id: 'ClinicPage' }) },
  problems: ['invalid-request', 'service-unavailable'],
})

export const showClinicRoute = describeRoute({
  id: 'showClinic',
  method: 'get',
  path: '',
  scope: 'clinic',
  tag: 'Clinics',
  summary: 'One clinic',
  access: 'public',
  success: { status: 200, description: 'The clinic', body: publicClinic },
  problems: ['clinic-unknown', 'clinic-mismatch', 'service-unavailable'],
})

export const listDoctorsRoute = describeRoute({
  id: 'listDoctors',
  method: 'get',
  path: '/doctors',
  scope: 'clinic',
  tag: 'Clinics',
  summary: "The clinic's active doctors, by name",
  access: 'public',
  success: {
    status: 200,
    description: 'All of them',
    body: z.strictObject({ items: z.array(clinicDoctor) }).meta({ id: 'DoctorList' }),
  },
  problems: ['clinic-unknown', 'clinic-mismatch', 'clinic-unavailable'],
})

export const listVisitTypesRoute = describeRoute({
  id: 'listVisitTypes',
  method: 'get',
  path: '/visit-types',
  scope: 'clinic',
  tag: 'Clinics',
  summary: 'The kinds of visit one can book',
  access: 'public',
  success: {
    status: 200,
    description: 'All of them',
    body: z.strictObject({ items: z.array(clinicVisitType) }).meta({ id: 'VisitTypeList' }),
  },
  problems: ['clinic-unknown', 'clinic-mismatch', 'clinic-unavailable'],
})

export const showPolicyRoute = describeRoute({
  id: 'showPolicy',
  method: 'get',
  path: '/policy',
  scope: 'clinic',
  tag: 'Clinics',
  summary: "The clinic's booking rules",
  access: 'public',
  success: { status: 200, description: 'The rules', body: clinicPolicy, etag: true },
  problems: ['clinic-unknown', 'clinic-mismatch', 'clinic-unavailable'],
})

export const editPolicyRoute = describeRoute({
  id: 'editPolicy',
  method: 'patch',
  path: '/policy',
  scope: 'clinic',
  tag: 'Clinics',
  summary: "Change the clinic's booking rules",
  access: 'signed-in',
  body: bookingPolicy
    .partial()
    .refine((edit) => Object.keys(edit).length > 0, { error: 'name at least one rule' }),
  ifMatch: true,
  success: { status: 200, description: 'The rules as they are now', body: clinicPolicy, etag: true },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'clinic-unknown',
    'clinic-mismatch',
    'precondition-required',
    'version-mismatch',
    'clinic-unavailable',
  ],
})
