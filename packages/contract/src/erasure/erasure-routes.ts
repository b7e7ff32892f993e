import { z } from 'zod'
import { describeRoute } from '../route.ts'
import { identifier, instant } from '../words.ts'

export const erasureForm = z
  .strictObject({
    password: z
      .string()
      .min(1)
      .max(256)
      .optional()
      .describe('Of the account that asks; without one it must have signed in within the last five minutes'),
  })
  .meta({ id: 'ErasureForm' })
export type ErasureForm = z.infer<typeof erasureForm>

const receipt = z
  .strictObject({
    id: identifier.describe('Follow it at `/v1/erasures/{erasure}`'),
    dependentsWithoutGuardian: z
      .int()
      .describe('Dependents whom nobody acts for now: they stay patients of their clinics'),
  })
  .meta({ id: 'ErasureReceipt' })

export const erasure = z
  .strictObject({
    id: identifier,
    state: z.enum(['under-way', 'finished']),
    requestedAt: instant,
    clinics: z.strictObject({
      confirmed: z.int().describe('Hold nothing of that person any more'),
      of: z.int(),
    }),
  })
  .meta({ id: 'Erasure' })
export type Erasure = z.infer<typeof erasure>

const common = { scope: 'service', tag: 'Identity' } as const

export const eraseOwnPatientRoute = describeRoute({
  ...common,
  id: 'eraseOwnPatient',
  method: 'post',
  path: '/v1/me/erasure',
  summary: 'Erase everything personal of me, everywhere; nothing brings it back',
  description:
    'The key of all that is yours is destroyed at once, every clinic follows within minutes. What is booked is cancelled. An account that is a member of a clinic stays, without its patient.',
  access: 'signed-in',
  body: erasureForm,
  success: { status: 202, description: 'It is begun, and cannot be stopped', body: receipt },
  problems: ['invalid-request', 'not-signed-in', 'not-allowed', 'too-many-requests', 'service-unavailable'],
})

export const eraseDependentRoute = describeRoute({
  ...common,
  id: 'eraseDependent',
  method: 'post',
  path: '/v1/me/dependents/{dependent}/erasure',
  summary: 'Erase everything personal of somebody whom I alone act for',
  access: 'signed-in',
  params: z.strictObject({ dependent: identifier }),
  body: erasureForm,
  success: { status: 202, description: 'It is begun, and cannot be stopped', body: receipt },
  problems: [
    'invalid-request',
    'not-signed-in',
    'not-allowed',
    'not-found',
    'outside-policy',
    'too-many-requests',
    'service-unavailable',
  ],
})

export const showErasureRoute = describeRoute({
  ...common,
  id: 'showErasure',
  method: 'get',
  path: '/v1/erasures/{erasure}',
  summary: 'How far an erasure has come; names nobody',
  access: 'public',
  params: z.strictObject({ erasure: identifier }),
  success: { status: 200, description: 'Its state', body: erasure },
  problems: ['invalid-request', 'not-found', 'service-unavailable'],
})
