import { z } from 'zod'
import type { ProblemCode } from '../problems/problem-catalogue.ts'
import { clinicManifest, geoPosition, postalAddress } from '../clinics/manifest.ts'
import { describeRoute } from '../route.ts'
import { page } from '../page.ts'
import { identifier, instant, phoneNumber, slug } from '../words.ts'

export const clinicStates = [
  'requested',
  'provisioning',
  'active',
  'suspended',
  'moving',
  'restoring',
  'archived',
  'purged',
] as const
export type ClinicState = (typeof clinicStates)[number]

export const operationKinds = ['provision', 'migrate'] as const
export const operationStates = ['running', 'succeeded', 'failed'] as const

export const clinicOperation = z
  .strictObject({
    id: identifier,
    clinic: slug,
    kind: z.enum(operationKinds),
    state: z.enum(operationStates),
    step: z.string().describe('The step that comes next, or that the operation ended with'),
    progress: z.strictObject({ done: z.int(), of: z.int() }),
    attempts: z.int(),
    error: z.string().optional(),
    startedAt: instant,
    finishedAt: instant.optional(),
  })
  .meta({ id: 'ClinicOperation' })
export type ClinicOperation = z.infer<typeof clinicOperation>

export const registeredClinic = z
  .strictObject({
    id: identifier,
    slug,
    name: z.string(),
    state: z.enum(clinicStates),
    timeZone: z.string(),
    country: z.string(),
    locale: z.string(),
    address: postalAddress.optional(),
    phone: z.string().optional(),
    position: geoPosition.optional(),
    hosts: z.array(z.string()),
    server: z.string(),
    database: z.string(),
    schemaVersion: z.int(),
    epoch: z.int(),
    source: z.strictObject({ system: z.string(), id: z.string() }).optional(),
    operation: clinicOperation.optional().describe('The unfinished operation, if there is one'),
    createdAt: instant,
    updatedAt: instant,
    version: z.int(),
  })
  .meta({ id: 'RegisteredClinic' })
export type RegisteredClinic = z.infer<typeof registeredClinic>

/** Absent leaves a value as it is; null takes it away. */
export const clinicEdit = z
  .strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    address: postalAddress.nullable().optional(),
    phone: phoneNumber.nullable().optional(),
    position: geoPosition.nullable().optional(),
    state: z.enum(['active', 'suspended']).optional(),
  })
  .refine((edit) => Object.keys(edit).length > 0, { error: 'name at least one change' })
  .meta({ id: 'ClinicEdit' })
export type ClinicEdit = z.infer<typeof clinicEdit>

export const declaredClinic = clinicManifest.meta({ id: 'ClinicManifest' })

const operatorProblems = [
  'invalid-request',
  'not-signed-in',
  'not-allowed',
  'service-unavailable',
] satisfies ProblemCode[]
const editProblems = [
  'clinic-unknown',
  'precondition-required',
  'version-mismatch',
  'operation-running',
  'transition-not-allowed',
] satisfies ProblemCode[]
const params = z.strictObject({ slug })
const common = { scope: 'service', tag: 'Operator', access: 'signed-in' } as const

export const onboardClinicRoute = describeRoute({
  ...common,
  id: 'onboardClinic',
  method: 'post',
  path: '/v1/operator/clinics',
  summary: 'Onboard a clinic from its manifest',
  description:
    'Answers at once with the operation; a repeated request for an unfinished clinic carries it on.',
  body: declaredClinic,
  success: { status: 202, description: 'Provisioning: follow `Location`', body: clinicOperation },
  problems: [...operatorProblems, 'already-exists'],
})

export const listRegisteredClinicsRoute = describeRoute({
  ...common,
  id: 'listRegisteredClinics',
  method: 'get',
  path: '/v1/operator/clinics',
  summary: 'All clinics with their place and state',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(500).default(100),
    cursor: z.string().max(400).optional(),
    state: z.enum(clinicStates).optional(),
    search: z.string().trim().min(1).max(100).optional().describe('In slug, name or city; or a server'),
  }),
  success: {
    status: 200,
    description: 'One page',
    body: page(registeredClinic).meta({ id: 'RegisteredClinicPage' }),
  },
  problems: operatorProblems,
})

export const showRegisteredClinicRoute = describeRoute({
  ...common,
  id: 'showRegisteredClinic',
  method: 'get',
  path: '/v1/operator/clinics/{slug}',
  summary: 'One clinic with its place and state',
  params,
  success: { status: 200, description: 'The clinic', body: registeredClinic, etag: true },
  problems: [...operatorProblems, 'clinic-unknown'],
})

export const editClinicRoute = describeRoute({
  ...common,
  id: 'editClinic',
  method: 'patch',
  path: '/v1/operator/clinics/{slug}',
  summary: 'Change contact facts, suspend or resume',
  params,
  body: clinicEdit,
  ifMatch: true,
  success: { status: 200, description: 'The clinic as it is now', body: registeredClinic, etag: true },
  problems: [...operatorProblems, ...editProblems],
})

export const archiveClinicRoute = describeRoute({
  ...common,
  id: 'archiveClinic',
  method: 'delete',
  path: '/v1/operator/clinics/{slug}',
  summary: 'Archive a clinic: nobody reaches it any more, nothing is deleted',
  params,
  ifMatch: true,
  success: { status: 200, description: 'Archived', body: registeredClinic, etag: true },
  problems: [...operatorProblems, ...editProblems],
})

export const migrateClinicRoute = describeRoute({
  ...common,
  id: 'migrateClinic',
  method: 'post',
  path: '/v1/operator/clinics/{slug}/migrate',
  summary: "Bring the clinic's database to the newest schema",
  params,
  success: { status: 202, description: 'Migrating: follow `Location`', body: clinicOperation },
  problems: [...operatorProblems, 'clinic-unknown', 'operation-running', 'transition-not-allowed'],
})

export const listOperationsRoute = describeRoute({
  ...common,
  id: 'listOperations',
  method: 'get',
  path: '/v1/operator/operations',
  summary: 'Operations on clinics, newest first',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(500).default(100),
    cursor: z.string().max(400).optional(),
    state: z.enum(operationStates).optional(),
  }),
  success: {
    status: 200,
    description: 'One page',
    body: page(clinicOperation).meta({ id: 'OperationPage' }),
  },
  problems: operatorProblems,
})

export const showOperationRoute = describeRoute({
  ...common,
  id: 'showOperation',
  method: 'get',
  path: '/v1/operator/operations/{operation}',
  summary: 'One operation with its progress',
  params: z.strictObject({ operation: identifier }),
  success: { status: 200, description: 'The operation', body: clinicOperation },
  problems: [...operatorProblems, 'not-found'],
})
