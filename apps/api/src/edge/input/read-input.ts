import { createHash } from 'node:crypto'
import { type Issue, Refusal, type RouteDescription } from '@polyclinic/contract'
import { z } from 'zod'
import type { Exchange } from '../exchange.ts'
import { nameIssues } from './name-issues.ts'
import { readBody } from './read-body.ts'
import { readIdempotencyKey } from './read-idempotency-key.ts'
import { readIfMatch } from './read-if-match.ts'
import { readQuery } from './read-query.ts'
import { isStorable } from './unstorable-text.ts'

/** The parsed request of any route. */
export interface Input {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly ifMatch?: number
  readonly idempotencyKey?: string
  readonly fingerprint?: string
  readonly respondAsync?: boolean
}

const noQuery = z.strictObject({})
const nothing = Object.freeze({})

/** Gives the reader of one route's requests; all issues of a request are told at once. */
export function inputReader(route: RouteDescription) {
  return async (exchange: Exchange, pathParams: Readonly<Record<string, string>>): Promise<Input> => {
    const { request, search } = exchange
    const issues: Issue[] = []
    const params = route.params ? parseNames(route.params, storable(pathParams, issues), issues) : nothing
    const query = parseNames(route.query ?? noQuery, readQuery(search, issues), issues)
    const ifMatch = route.ifMatch ? readIfMatch(request.headers, issues) : undefined
    const idempotencyKey = route.idempotencyKey
      ? readIdempotencyKey(request.headers, route.idempotencyKey, issues)
      : undefined
    const respondAsync = route.accepted !== undefined && prefersAsync(request.headers)

    const raw = route.body ? await readBody(request) : undefined
    const body = route.body && raw ? parseBody(route.body, raw.value, issues) : undefined
    if (issues.length > 0) throw new Refusal('invalid-request', { issues })
    if (route.ifMatch && ifMatch === undefined) throw new Refusal('precondition-required', {})

    const fingerprint = idempotencyKey === undefined ? undefined : fingerprintOf(exchange, raw?.bytes)
    return { params, query, body, ifMatch, idempotencyKey, fingerprint, respondAsync }
  }
}

function parseNames(schema: z.ZodType, values: unknown, issues: Issue[]): unknown {
  const verdict = schema.safeParse(values)
  if (verdict.success) return verdict.data
  issues.push(...nameIssues(verdict.error, 'name'))
  return nothing
}

function parseBody(schema: z.ZodType, value: unknown, issues: Issue[]): unknown {
  const verdict = schema.safeParse(value)
  if (verdict.success) return verdict.data
  issues.push(...nameIssues(verdict.error, 'pointer'))
  return undefined
}

function storable(params: Readonly<Record<string, string>>, issues: Issue[]) {
  for (const name in params) {
    if (!isStorable(params[name] as string)) issues.push({ pointer: name, message: 'is not text' })
  }
  return params
}

/** RFC 7240: a list of preferences, each perhaps with parameters. */
const prefersAsync = (headers: Headers): boolean =>
  /(?:^|,)\s*respond-async\s*(?:$|[,;])/i.test(headers.get('prefer') ?? '')

function fingerprintOf({ request, path }: Exchange, bytes: Uint8Array = new Uint8Array()): string {
  return createHash('sha256').update(`${request.method} ${path}\n`).update(bytes).digest('hex')
}
