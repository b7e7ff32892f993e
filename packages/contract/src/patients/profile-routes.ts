import { z } from 'zod'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { identifier, languageTag, localDate, personName, phoneNumber, timeZone } from '../words.ts'

export const patientProfile = z
  .strictObject({
    id: identifier,
    name: personName,
    phone: phoneNumber.optional(),
    birthDate: localDate.optional(),
    locale: languageTag.optional(),
    timeZone: timeZone.optional(),
    version: z.int(),
  })
  .meta({ id: 'PatientProfile' })
export type PatientProfile = z.infer<typeof patientProfile>

export const profileEdit = z
  .strictObject({
    name: personName.optional(),
    phone: phoneNumber.nullable().optional(),
    birthDate: localDate.nullable().optional(),
    locale: languageTag.nullable().optional(),
    timeZone: timeZone.nullable().optional(),
  })
  .refine((edit) => Object.keys(edit).length > 0, { error: 'name at least one thing' })
  .meta({ id: 'ProfileEdit' })
export type ProfileEdit = z.infer<typeof profileEdit>

const common = { scope: 'service', tag: 'Identity', access: 'signed-in' } as const
const dependent = z.strictObject({ dependent: identifier })
const own = ['not-signed-in', 'not-allowed', 'patient-unknown', 'service-unavailable'] satisfies ProblemCode[]
const ofDependent = [...own, 'invalid-request', 'not-found'] satisfies ProblemCode[]
const editing = ['invalid-request', 'precondition-required', 'version-mismatch'] satisfies ProblemCode[]
const whatHappens =
  'What is not named stays, and null takes away. Every clinic that knows the patient is told, in the background. The e-mail address is the account’s and changes with it.'

export const showOwnPatientRoute = describeRoute({
  ...common,
  id: 'showOwnPatient',
  method: 'get',
  path: '/v1/me/patient',
  summary: 'What is known of me as a patient',
  success: { status: 200, description: 'As it is now', body: patientProfile, etag: true },
  problems: own,
})

export const editOwnPatientRoute = describeRoute({
  ...common,
  id: 'editOwnPatient',
  method: 'patch',
  path: '/v1/me/patient',
  summary: 'Change what is known of me as a patient',
  description: whatHappens,
  body: profileEdit,
  ifMatch: true,
  success: { status: 200, description: 'As it is now', body: patientProfile, etag: true },
  problems: [...own, ...editing],
})

export const showDependentRoute = describeRoute({
  ...common,
  id: 'showDependent',
  method: 'get',
  path: '/v1/me/dependents/{dependent}',
  summary: 'What is known of somebody I act for',
  params: dependent,
  success: { status: 200, description: 'As it is now', body: patientProfile, etag: true },
  problems: ofDependent,
})

export const editDependentRoute = describeRoute({
  ...common,
  id: 'editDependent',
  method: 'patch',
  path: '/v1/me/dependents/{dependent}',
  summary: 'Change what is known of somebody I act for',
  description: whatHappens,
  params: dependent,
  body: profileEdit,
  ifMatch: true,
  success: { status: 200, description: 'As it is now', body: patientProfile, etag: true },
  problems: [...ofDependent, 'precondition-required', 'version-mismatch'],
})
