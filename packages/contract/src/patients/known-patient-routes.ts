import { z } from 'zod'
import { clinicProblems } from '../editing.ts'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { emailAddress, identifier, instant, personName, phoneNumber } from '../words.ts'

export const knownPatientStates = ['active', 'blocked', 'erased', 'merged'] as const

export const knownPatient = z
  .strictObject({
    id: identifier,
    localNumber: z.int().describe("Counted by the clinic: what its desk calls the patient's file"),
    state: z.enum(knownPatientStates).describe('A blocked patient cannot book; what is booked stays'),
    name: personName.optional().describe('Absent until the clinic has been told'),
    email: emailAddress.optional(),
    phone: phoneNumber.optional(),
    guardian: z
      .strictObject({ email: emailAddress.optional(), phone: phoneNumber.optional() })
      .optional()
      .describe('Whom to call for a dependent'),
    blockedReason: z.string().optional(),
    mergedInto: identifier
      .optional()
      .describe('The patient who is kept, where this one was registered twice'),
    since: instant,
    version: z.int(),
  })
  .meta({ id: 'KnownPatient' })
export type KnownPatientDocument = z.infer<typeof knownPatient>

export const blockForm = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .describe('For the desk alone; refused while the clinic has no key of the patient to seal it with'),
  })
  .meta({ id: 'BlockForm' })
export type BlockForm = z.infer<typeof blockForm>

const common = {
  scope: 'clinic',
  tag: 'Patients',
  access: 'signed-in',
  params: z.strictObject({ patient: identifier }),
} as const
const reading = ['invalid-request', 'not-signed-in', 'not-allowed', 'patient-unknown'] satisfies ProblemCode[]
const readProblems = [...reading, ...clinicProblems]
const editProblems = [
  ...readProblems,
  'transition-not-allowed',
  'precondition-required',
  'version-mismatch',
] satisfies ProblemCode[]

export const showKnownPatientRoute = describeRoute({
  ...common,
  id: 'showKnownPatient',
  method: 'get',
  path: '/patients/{patient}',
  summary: 'A patient whom the clinic knows',
  success: { status: 200, description: 'As the desk may see them', body: knownPatient, etag: true },
  problems: readProblems,
})

export const blockPatientRoute = describeRoute({
  ...common,
  id: 'blockPatient',
  method: 'post',
  path: '/patients/{patient}/block',
  summary: 'Take no more bookings for this patient; what is booked stays',
  body: blockForm,
  ifMatch: true,
  success: { status: 200, description: 'Blocked', body: knownPatient, etag: true },
  problems: [...editProblems, 'service-unavailable'],
})

export const unblockPatientRoute = describeRoute({
  ...common,
  id: 'unblockPatient',
  method: 'post',
  path: '/patients/{patient}/unblock',
  summary: 'Take bookings for this patient again',
  ifMatch: true,
  success: { status: 200, description: 'They can book again', body: knownPatient, etag: true },
  problems: editProblems,
})
