import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { identifier, languageTag, localDate, personName } from '../words.ts'

/** For how many people one guardian may act. */
export const dependentLimit = 20

export const dependentForm = z
  .strictObject({
    name: personName,
    birthDate: localDate.optional(),
    locale: languageTag.optional(),
  })
  .meta({ id: 'DependentForm' })
export type DependentForm = z.infer<typeof dependentForm>

export const dependent = z
  .strictObject({
    id: identifier.describe('The patient: what a booking for them names'),
    name: personName,
    birthDate: localDate.optional(),
  })
  .meta({ id: 'Dependent' })
export type Dependent = z.infer<typeof dependent>

const common = { scope: 'service', tag: 'Identity', access: 'signed-in' } as const

export const addDependentRoute = describeRoute({
  ...common,
  id: 'addDependent',
  method: 'post',
  path: '/v1/me/dependents',
  summary: 'Add somebody to act for, say a child: a patient without a login',
  description: `At most ${dependentLimit}.`,
  body: dependentForm,
  idempotencyKey: 'optional',
  success: { status: 201, description: 'Added', body: dependent },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'patient-unknown',
    'outside-policy',
    'idempotency-mismatch',
    'too-many-requests',
    'service-unavailable',
  ],
})

export const listDependentsRoute = describeRoute({
  ...common,
  id: 'listDependents',
  method: 'get',
  path: '/v1/me/dependents',
  summary: 'The people I act for',
  success: {
    status: 200,
    description: 'All of them',
    body: z.strictObject({ items: z.array(dependent) }).meta({ id: 'DependentList' }),
  },
  problems: ['not-signed-in', 'not-allowed', 'service-unavailable'],
})

export const removeDependentRoute = describeRoute({
  ...common,
  id: 'removeDependent',
  method: 'delete',
  path: '/v1/me/dependents/{dependent}',
  summary: 'Act for somebody no longer; what is booked for them stays',
  params: z.strictObject({ dependent: identifier }),
  success: { status: 204, description: 'It is ended' },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'not-found', 'service-unavailable'],
})
