import { z } from 'zod'
import { clinicProblems } from '../editing.ts'
import { page } from '../page.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { emailAddress, identifier, languageTag, localDate, personName, phoneNumber } from '../words.ts'
import { knownPatient } from './known-patient-routes.ts'

export const deskRegistration = z
  .strictObject({
    name: personName,
    phone: phoneNumber.optional(),
    email: emailAddress.optional(),
    birthDate: localDate.optional(),
    locale: languageTag.optional(),
    consent: z.literal(true).describe('The patient agrees that the clinic keeps their name and contact'),
  })
  .meta({ id: 'DeskRegistration' })
export type DeskRegistration = z.infer<typeof deskRegistration>

export const deskEdit = z
  .strictObject({
    name: personName.optional(),
    phone: phoneNumber.nullable().optional(),
    email: emailAddress.nullable().optional(),
    birthDate: localDate.nullable().optional(),
    locale: languageTag.nullable().optional(),
  })
  .refine((edit) => Object.keys(edit).length > 0, { error: 'name at least one thing' })
  .meta({ id: 'DeskEdit' })
export type DeskEdit = z.infer<typeof deskEdit>

export const patientSearch = z.strictObject({
  search: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'The beginnings of words of the name, whatever their accents; digits of the phone; a local number',
    ),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).optional(),
})
export type PatientSearch = z.infer<typeof patientSearch>

const common = { scope: 'clinic', tag: 'Patients', access: 'signed-in' } as const
const reading = ['invalid-request', 'not-signed-in', 'not-allowed'] satisfies ProblemCode[]

export const listKnownPatientsRoute = describeRoute({
  ...common,
  id: 'listKnownPatients',
  method: 'get',
  path: '/patients',
  summary: 'The patients whom the clinic knows, by name',
  query: patientSearch,
  success: {
    status: 200,
    description: 'A page; those without a name yet come last',
    body: page(knownPatient).meta({ id: 'KnownPatientPage' }),
  },
  problems: [...reading, ...clinicProblems],
})

export const registerKnownPatientRoute = describeRoute({
  ...common,
  id: 'registerKnownPatient',
  method: 'post',
  path: '/patients',
  summary: 'Register somebody at the desk: a patient without a login',
  description:
    'Nothing tells whether the address is known elsewhere, and an account that has it is left untouched; its owner may merge the two.',
  body: deskRegistration,
  idempotencyKey: 'required',
  success: { status: 201, description: 'Registered', body: knownPatient, etag: true },
  problems: [
    ...reading,
    'patient-unknown',
    'idempotency-mismatch',
    'too-many-requests',
    'service-unavailable',
    ...clinicProblems,
  ],
})

export const editKnownPatientRoute = describeRoute({
  ...common,
  id: 'editKnownPatient',
  method: 'patch',
  path: '/patients/{patient}',
  summary: 'Change what is known of a patient without a login',
  description:
    'What is not named stays, and null takes away. The data of a patient with an account or a guardian is theirs to change.',
  params: z.strictObject({ patient: identifier }),
  body: deskEdit,
  ifMatch: true,
  success: { status: 200, description: 'As the desk may see them', body: knownPatient, etag: true },
  problems: [
    ...reading,
    'patient-unknown',
    'patients-own-data',
    'precondition-required',
    'version-mismatch',
    'service-unavailable',
    ...clinicProblems,
  ],
})
