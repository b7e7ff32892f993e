import { z } from 'zod'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { describeRoute } from '../route.ts'
import { instant } from '../words.ts'
import { appointmentParams, appointmentRoute, clinicProblems } from './appointment.ts'

export const visitNotes = z
  .strictObject({
    text: z.string().optional().describe('Absent while nothing is written, and for an erased patient'),
    updatedAt: instant.optional(),
    version: z.int().describe('Of the notes alone; 0 while nothing is written'),
  })
  .meta({ id: 'VisitNotes' })
export type VisitNotes = z.infer<typeof visitNotes>

const common = {
  ...appointmentRoute,
  path: '/appointments/{appointment}/notes',
  params: appointmentParams,
  success: { status: 200, description: 'As they are now', body: visitNotes, etag: true },
} as const
const problems = [
  'invalid-request',
  'not-signed-in',
  'not-allowed',
  'not-found',
  ...clinicProblems,
] satisfies ProblemCode[]

export const showNotesRoute = describeRoute({
  ...common,
  id: 'showNotes',
  method: 'get',
  summary: "The doctor's notes about a visit, for that doctor alone",
  problems,
})

export const keepNotesRoute = describeRoute({
  ...common,
  id: 'keepNotes',
  method: 'put',
  summary: 'Write the notes about a visit; kept sealed, and shown to its doctor alone',
  description:
    '`If-Match` names the version of the notes, not of the appointment: `"0"` for the first. `service-unavailable` while the clinic has no key of the patient to seal them with.',
  body: z.strictObject({ text: z.string().max(10_000) }).meta({ id: 'VisitNotesForm' }),
  ifMatch: true,
  problems: [...problems, 'precondition-required', 'version-mismatch', 'service-unavailable'],
})
