import {
  type ProblemCode,
  problem,
  problemCatalogue,
  problemType,
  type RouteDescription,
  slug,
} from '@polyclinic/contract'
import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi'
import { requestExamples } from './request-examples.ts'

const etagHeader = {
  description: "The row's version; send it back in `If-Match` to edit",
  schema: { type: 'string' as const, examples: ['"7"'] },
}
const retryAfterHeader = {
  description: 'Seconds to wait',
  schema: { type: 'integer' as const, minimum: 1 },
}

const clinicInPath = z.strictObject({ clinic: slug })
const ifMatch = z
  .string()
  .describe('The ETag of your last reading')
  .meta({ examples: ['"7"'] })
const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .describe('New for each new request; a retry sends the same key and gets the same reply')

const prefer = z.string().describe('`respond-async`: answer 202 and work it off later (RFC 7240)')
const lastEventId = z.string().describe('The `id` of the last event that was seen')
const locationHeader = { description: 'Where the status is', schema: { type: 'string' as const } }

/** Describes one route as an OpenAPI operation. */
export function describeOperation(route: RouteDescription): ZodOpenApiOperationObject {
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description && { description: route.description }),
    security: route.access === 'signed-in' ? [{ bearer: [] }] : [{}, { bearer: [] }],
    requestParams: requestParams(route),
    ...(route.body && { requestBody: requestBody(route) }),
    responses: {
      [route.success.status]: success(route),
      ...(route.accepted && { 202: accepted(route.accepted) }),
      ...refusals(route),
    },
  }
}

/** An absent kind of parameter must be absent: `undefined` is taken for a schema. */
function requestParams(route: RouteDescription) {
  const [path, header] = [pathParams(route), headerParams(route)]
  return { ...(path && { path }), ...(route.query && { query: route.query }), ...(header && { header }) }
}

function pathParams(route: RouteDescription): z.ZodObject | undefined {
  if (route.scope !== 'clinic') return route.params
  return route.params ? clinicInPath.extend(route.params.shape) : clinicInPath
}

function headerParams(route: RouteDescription): z.ZodObject | undefined {
  if (!route.ifMatch && !route.idempotencyKey && !route.accepted && !route.resumes) return undefined
  return z.object({
    ...(route.ifMatch && { 'If-Match': ifMatch }),
    ...(route.idempotencyKey === 'required' && { 'Idempotency-Key': idempotencyKey }),
    ...(route.idempotencyKey === 'optional' && { 'Idempotency-Key': idempotencyKey.optional() }),
    ...(route.accepted && { Prefer: prefer.optional() }),
    ...(route.resumes && { 'Last-Event-ID': lastEventId.optional() }),
  })
}

function requestBody(route: RouteDescription) {
  const example = requestExamples[route.id as keyof typeof requestExamples]
  const content = { schema: route.body, ...(example !== undefined && { example }) }
  return { required: true, content: { 'application/json': content } }
}

function success({
  success: { description, body, etag, mediaType, page },
}: RouteDescription): ZodOpenApiResponseObject {
  return {
    description,
    ...(etag && { headers: { ETag: etagHeader } }),
    ...(body && {
      content: {
        [mediaType ?? 'application/json']: { schema: body },
        ...(page && { 'text/html': { schema: z.string() } }),
      },
    }),
  }
}

const accepted = ({
  description,
  body,
}: NonNullable<RouteDescription['accepted']>): ZodOpenApiResponseObject => ({
  description,
  headers: { Location: locationHeader },
  content: { 'application/json': { schema: body } },
})

/** One response a status, since OpenAPI has no two; the codes that share it are listed in its text. */
function refusals(route: RouteDescription): Record<string, ZodOpenApiResponseObject> {
  const byStatus = Object.groupBy(problemsOf(route), (code) => problemCatalogue[code].status)
  const responses = Object.entries(byStatus).map(([status, codes = []]) => [status, refusal(codes)])
  return Object.fromEntries(responses)
}

function refusal(codes: readonly ProblemCode[]): ZodOpenApiResponseObject {
  const waits = codes.some((code) => [429, 503].includes(problemCatalogue[code].status))
  const lines = codes.map((code) => `[\`${code}\`](${problemType(code)}): ${problemCatalogue[code].title}`)
  const narrowed = z.intersection(problem, z.looseObject({ code: z.enum(codes as [ProblemCode]) }))
  return {
    description: lines.join('\n\n'),
    ...(waits && { headers: { 'Retry-After': retryAfterHeader } }),
    content: { 'application/problem+json': { schema: narrowed } },
  }
}

/** What the route lists, and what the edge itself refuses for every route of its kind. */
export function problemsOf(route: RouteDescription): ProblemCode[] {
  const codes = new Set<ProblemCode>([
    'invalid-request',
    'not-signed-in',
    ...route.problems,
    'internal-error',
  ])
  if (route.body) codes.add('too-large').add('unsupported-media-type')
  if (route.ifMatch) codes.add('precondition-required')
  if (codes.has('not-allowed')) codes.add('second-factor-needed')
  return [...codes]
}
