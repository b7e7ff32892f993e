import type { z } from 'zod'
import type { ProblemCode } from './problems/problem-catalogue.ts'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** Where a route hangs: below a clinic (named by path or host), or at the root of the service. */
export type Scope = 'clinic' | 'service'

/** One route as plain data: the API binds a handler to it, the document and the web's client are made from it. */
export interface RouteDescription {
  readonly id: string
  readonly method: Method
  /** Parameters in braces. A clinic's routes begin below `/v1/clinics/{clinic}`. */
  readonly path: string
  readonly scope: Scope
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** Whether a token is needed to come this far; what the actor may do is the verb's decision. */
  readonly access: 'public' | 'signed-in'
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** An edit names the version it saw: 428 without `If-Match`, 412 with another version. */
  readonly ifMatch?: boolean
  /** A creating request that may be repeated safely under this key. */
  readonly idempotencyKey?: 'required' | 'optional'
  /** Whether the answer is a stream that goes on after the `Last-Event-ID` that a caller saw. */
  readonly resumes?: boolean
  readonly success: {
    status: 200 | 201 | 202 | 204
    description: string
    body?: z.ZodType
    etag?: boolean
    /** For a body that is no JSON but text as it stands, UTF-8: `text/csv`. */
    mediaType?: string
    /** Whether a caller may ask for the same as a page to read: `text/html`. */
    page?: boolean
  }
  /** Where a caller may ask for `Prefer: respond-async` (RFC 7240): the answer is then 202 with this. */
  readonly accepted?: { description: string; body: z.ZodType }
  readonly problems: readonly ProblemCode[]
}

export const describeRoute = <const R extends RouteDescription>(route: R): R => route

export const clinicPrefix = '/v1/clinics/{clinic}'
/** On a clinic's own host its routes are reached without naming it again. */
export const hostClinicPrefix = '/v1/clinic'

/** The whole path of a route, in the form of the OpenAPI document. */
export const pathOf = (route: RouteDescription): string =>
  route.scope === 'clinic' ? `${clinicPrefix}${route.path}` : route.path
