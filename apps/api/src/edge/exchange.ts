import type { Scope } from '@polyclinic/contract'

/** What goes back over the wire; header names in lower case. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | null
  /** Pages of others may show it in a frame. */
  readonly framed?: true
}

/** One request on its way, and the facts that its log line will tell. */
export interface Exchange {
  readonly request: Request
  readonly requestId: string
  /** When its headers were here, by the clock of `performance.now()` */
  readonly began: number
  /** The route's pattern, never the address as it was typed. */
  readonly pattern: string
  readonly scope: Scope
  /** As sent: percent-encoded, without query. */
  readonly path: string
  /** What follows the question mark; empty without one. */
  readonly search: string
  readonly host: string
  readonly socketAddress: string | undefined
  actorKind: string
  clinicSlug?: string
  /** Go out with the answer, whether it succeeds or not. */
  readonly headers: Record<string, string>
}

const acceptableRequestId = /^[A-Za-z0-9._-]{8,64}$/

export interface ExchangePlace {
  readonly pattern: string
  readonly scope: Scope
  readonly socketAddress: string | undefined
}

/** Reads the facts that every request has. A caller's own request id is taken when it is harmless to print. */
export function openExchange(request: Request, place: ExchangePlace, makeId: () => string): Exchange {
  const { url } = request
  const pathStart = url.indexOf('/', url.indexOf('://') + 3)
  const queryStart = url.indexOf('?', pathStart)
  const offered = request.headers.get('x-request-id')
  return {
    request,
    began: performance.now(),
    requestId: offered !== null && acceptableRequestId.test(offered) ? offered : makeId(),
    pattern: place.pattern,
    scope: place.scope,
    path: queryStart === -1 ? url.slice(pathStart) : url.slice(pathStart, queryStart),
    search: queryStart === -1 ? '' : url.slice(queryStart + 1),
    host: hostOf(url.slice(url.indexOf('://') + 3, pathStart)),
    socketAddress: place.socketAddress,
    actorKind: 'anonymous',
    headers: {},
  }
}

/** The server has already made one address of request line and Host header (RFC 9112, 3.2.2). */
function hostOf(authority: string): string {
  const bare = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase()
  return bare.replace(/:\d*$/, '').replace(/\.$/, '')
}
