import type { RouteDescription, Routes } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Client } from './client.ts'
import type { CountedAttempt } from './limits/admit-attempt.ts'

type Nothing = Readonly<Record<never, never>>
type ParamsOf<R> = R extends { params: infer S extends z.ZodType } ? z.output<S> : Nothing
type QueryOf<R> = R extends { query: infer S extends z.ZodType } ? z.output<S> : Nothing
type BodyOf<R> = R extends { body: infer S extends z.ZodType } ? z.output<S> : undefined
type AcceptedBodyOf<R> = R extends { accepted: { body: infer S extends z.ZodType } } ? z.input<S> : never
type AnswerBodyOf<R> = R extends { success: { body: infer S extends z.ZodType } }
  ? { readonly body: z.input<S> | AcceptedBodyOf<R> }
  : { readonly body?: undefined }

type IfMatchOf<R> = R extends { ifMatch: true } ? { readonly ifMatch: number } : Nothing
interface Idempotency {
  readonly idempotencyKey: string
  /** SHA-256 in hex of method, path and body as they came: tells a retry from another request. */
  readonly fingerprint: string
}
type IdempotencyOf<R> = R extends { idempotencyKey: 'required' }
  ? Idempotency
  : R extends { idempotencyKey: 'optional' }
    ? Partial<Idempotency>
    : Nothing
type AcceptedOf<R> = R extends { accepted: object }
  ? {
      /** `Prefer: respond-async` (RFC 7240): the caller wants 202 and a status. */
      readonly respondAsync: boolean
    }
  : Nothing

/** One request as its handler sees it: parsed by the contract, the caller known, the clinic found. */
export type Call<R extends RouteDescription, Clinic> = {
  readonly params: ParamsOf<R>
  readonly query: QueryOf<R>
  readonly body: BodyOf<R>
  readonly actor: Actor
  readonly clinic: R['scope'] extends 'clinic' ? Clinic : undefined
  readonly requestId: string
  readonly client: Client
  /** Does what may be done so often and no more; refuses `too-many-requests`. */
  limited<T>(attempt: CountedAttempt, work: () => Promise<T>): Promise<T>
  /** Writes lines that carry the request's id. */
  readonly log: Logger
} & IfMatchOf<R> &
  IdempotencyOf<R> &
  AcceptedOf<R>

/** What a handler gives back. `version` becomes the ETag; the status is the route's own unless named here. */
export type Answer<R extends RouteDescription> = {
  readonly version?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly status?: 200 | 201 | 202 | 204
} & AnswerBodyOf<R>

/** A page for people instead of the route's document. */
export interface PageAnswer {
  readonly page: string
  readonly headers: Readonly<Record<string, string>>
}

/** An answer that goes on; it ends when the reader leaves or whoever made it ends it. */
export interface StreamAnswer {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>
  readonly headers: Readonly<Record<string, string>>
}

/** Throws a `Refusal` for what a caller is meant to see; anything else is answered as `internal-error`. */
export type Handler<R extends RouteDescription, Clinic> = (
  call: Call<R, Clinic>,
) => Promise<Answer<R> | PageAnswer | StreamAnswer>

/** One handler for each route of the map. */
export type Handlers<Clinic> = { readonly [K in keyof Routes]: Handler<Routes[K], Clinic> }
