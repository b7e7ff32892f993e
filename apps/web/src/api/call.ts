import type { routes } from '@polyclinic/contract'
import table from 'virtual:route-table'
import { NoConnection, ProblemError, readProblem } from './problem-error.ts'

type Routes = typeof routes
export type RouteId = keyof Routes

type Schema = { readonly _zod: { readonly input: unknown; readonly output: unknown } }
type InputOf<S> = S extends Schema ? S['_zod']['input'] : never
type OutputOf<S> = S extends Schema ? S['_zod']['output'] : undefined
type Key<R, K extends string> = R extends { readonly [P in K]: infer V } ? V : undefined

/** `{ body: … }` where the route has a body, `{ body?: … }` where all of it may be left out, nothing otherwise. */
type Part<Name extends string, S> = S extends Schema
  ? Partial<InputOf<S>> extends InputOf<S>
    ? { readonly [N in Name]?: InputOf<S> }
    : // a schema without members takes nothing
      string extends keyof InputOf<S>
      ? unknown
      : { readonly [N in Name]: InputOf<S> }
  : unknown

/** What a call of a route takes: compiled from the contract, so a route that changes is found by the compiler. */
export type CallInput<Id extends RouteId> = Part<'params', Key<Routes[Id], 'params'>> &
  Part<'query', Key<Routes[Id], 'query'>> &
  Part<'body', Key<Routes[Id], 'body'>> &
  (Key<Routes[Id], 'scope'> extends 'clinic' ? { readonly clinic: string } : unknown) &
  (Key<Routes[Id], 'ifMatch'> extends true ? { readonly ifMatch: string | number } : unknown) &
  (Key<Routes[Id], 'idempotencyKey'> extends 'required'
    ? { readonly idempotencyKey: string }
    : { readonly idempotencyKey?: string }) & {
    readonly signal?: AbortSignal
    /** Sent even while the page goes away */
    readonly keepalive?: boolean
  }

export interface Answer<Body> {
  readonly status: number
  readonly body: Body
  /** As it came, quotes included: what `ifMatch` wants back */
  readonly etag: string | undefined
  readonly location: string | undefined
  /** By how many milliseconds the service's clock was ahead of this one; to the second, as HTTP tells it */
  readonly clockAhead: number
  /** Of a file that goes on in another: `</v1/…?after=20000>; rel="next"` */
  readonly link: string | undefined
}
export type BodyOf<Id extends RouteId> = OutputOf<Key<Key<Routes[Id], 'success'>, 'body'>>

/** What the call needs of whoever is signed in; given by `session`, which needs the calls itself. */
export interface Bearer {
  /** A token that is good for a while yet; undefined for nobody */
  token(): Promise<string | undefined>
  /** The token was refused: another one, or undefined where there is none to be had */
  renewed(refused: string): Promise<string | undefined>
}

let bearer: Bearer = { token: async () => undefined, renewed: async () => undefined }
export const callAs = (whoever: Bearer): void => void (bearer = whoever)

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly clinic?: string
  readonly ifMatch?: string | number
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  readonly keepalive?: boolean
}

/**
 * Calls a route of the contract by its id.
 * @throws ProblemError with the problem of the answer (RFC 9457), NoConnection where none came
 */
export async function call<Id extends RouteId>(id: Id, input: CallInput<Id>): Promise<Answer<BodyOf<Id>>> {
  return (await send(id, input as LooseInput, await bearer.token())) as Answer<BodyOf<Id>>
}

/** The same as nobody: for signing in, which a stale token must not spoil. */
export async function callAsNobody<Id extends RouteId>(
  id: Id,
  input: CallInput<Id>,
): Promise<Answer<BodyOf<Id>>> {
  return (await send(id, input as LooseInput, undefined)) as Answer<BodyOf<Id>>
}

/** Calls a route whose answer goes on, to be read by whoever called. @throws as `call` */
export async function callForStream<Id extends RouteId>(
  id: Id,
  input: CallInput<Id>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const accept = { accept: 'text/event-stream', ...headers }
  const token = await bearer.token()
  const response = await fetchOf(id, input as LooseInput, token, accept)
  if (response.ok) return response
  const problem = await readProblem(response)
  if (problem.code === 'not-signed-in' && token !== undefined) {
    const again = await fetchOf(id, input as LooseInput, await bearer.renewed(token), accept)
    if (again.ok) return again
    throw new ProblemError(await readProblem(again), again.headers)
  }
  throw new ProblemError(problem, response.headers)
}

/** The last call of a page that is being left: nobody waits for its answer, so it goes out under a token at hand. */
export function callOnLeaving<Id extends RouteId>(id: Id, input: CallInput<Id>, token: string): void {
  // whoever leaves without a connection cannot be told
  fetchOf(id, { ...(input as LooseInput), keepalive: true }, token).catch(() => undefined)
}

async function send(
  id: RouteId,
  input: LooseInput,
  token: string | undefined,
  again = true,
): Promise<unknown> {
  const response = await fetchOf(id, input, token)
  if (response.ok) {
    const text = response.status === 204 ? '' : await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      body: text === '' ? undefined : isJson ? JSON.parse(text) : text,
      etag: response.headers.get('etag') ?? undefined,
      location: response.headers.get('location') ?? undefined,
      clockAhead: (Date.parse(response.headers.get('date') ?? '') || Date.now()) - Date.now(),
      link: response.headers.get('link') ?? undefined,
    }
  }
  const problem = await readProblem(response)
  if (problem.code === 'not-signed-in' && token !== undefined && again) {
    return send(id, input, await bearer.renewed(token), false)
  }
  throw new ProblemError(problem, response.headers)
}

async function fetchOf(
  id: RouteId,
  input: LooseInput,
  token: string | undefined,
  further: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const [method, path] = (table[id] as string).split(' ') as [string, string]
  const headers = new Headers({ accept: 'application/json', ...further })
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
  if (input.body !== undefined) headers.set('content-type', 'application/json')
  if (input.ifMatch !== undefined) headers.set('if-match', quoted(input.ifMatch))
  if (input.idempotencyKey !== undefined) headers.set('idempotency-key', input.idempotencyKey)
  const init: RequestInit = { method, headers, cache: 'no-store' }
  if (input.body !== undefined) init.body = JSON.stringify(input.body)
  if (input.signal) init.signal = input.signal
  if (input.keepalive) init.keepalive = true
  try {
    return await fetch(addressOf(path, input), init)
  } catch (error) {
    if (input.signal?.aborted) throw error
    throw new NoConnection()
  }
}

const quoted = (version: string | number): string => (typeof version === 'number' ? `"${version}"` : version)

function addressOf(path: string, { params, query, clinic }: LooseInput): string {
  const values: Readonly<Record<string, unknown>> = { clinic, ...params }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  return search.size > 0 ? `${filled}?${search}` : filled
}
