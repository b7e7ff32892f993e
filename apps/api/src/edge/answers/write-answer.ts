import type { RouteDescription } from '@polyclinic/contract'
import type { Exchange, Reply } from '../exchange.ts'
import { cachePolicyOf } from './cache-policy.ts'
import { contentEtag, etagOf, namesEtag } from './etag.ts'

/** What any handler gives, whatever its route. */
export interface LooseAnswer {
  readonly body?: unknown
  /** Instead of a body */
  readonly page?: string
  /** Instead of a body: goes on */
  readonly stream?: ReadableStream<Uint8Array<ArrayBuffer>>
  readonly version?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly status?: number
}

/** Prepares the writing of one route's answers: ETag, caching, and 304 where every reader gets the same. */
export function answerWriter(route: RouteDescription, checkAnswers = false) {
  const cache = cachePolicyOf(route)
  const { mediaType } = route.success
  const contentType = mediaType === undefined ? 'application/json' : `${mediaType}; charset=utf-8`
  return (answer: LooseAnswer, exchange: Exchange): Reply => {
    if (checkAnswers && answer.page === undefined && !answer.stream) holdAgainstContract(route, answer)
    const { headers: asked } = exchange.request
    const signedOut = !asked.has('authorization')
    const headers: Record<string, string> = signedOut ? { ...cache.signedOut } : { ...cache.signedIn }
    for (const name in answer.headers) headers[name.toLowerCase()] = answer.headers[name] as string
    if (answer.version !== undefined) headers.etag = etagOf(answer.version)
    if (answer.stream) return streamed(answer.stream, { 'content-type': contentType, ...headers }, exchange)
    const body = answer.page ?? (answer.body === undefined ? null : written(answer.body, mediaType))
    if (cache.revalidates && signedOut && body !== null) {
      headers.etag ??= contentEtag(body)
      if (namesEtag(asked.get('if-none-match'), headers.etag)) return { status: 304, headers, body: null }
    }
    if (body !== null) headers['content-type'] ??= contentType
    return { status: answer.status ?? route.success.status, headers, body }
  }
}

/** Nobody would read, nor end, what HEAD has opened. */
function streamed(
  stream: NonNullable<LooseAnswer['stream']>,
  headers: Record<string, string>,
  { request }: Exchange,
): Reply {
  if (request.method !== 'HEAD') return { status: 200, headers, body: stream }
  void stream.cancel()
  return { status: 200, headers, body: null }
}

/** Text of another media type goes out as the handler wrote it. */
const written = (body: unknown, mediaType: string | undefined): string =>
  mediaType === undefined ? JSON.stringify(body) : String(body)

function holdAgainstContract(route: RouteDescription, answer: LooseAnswer): void {
  const later = route.accepted !== undefined && answer.status === 202
  const verdict = (later ? route.accepted : route.success)?.body?.safeParse(answer.body)
  if (verdict && !verdict.success) {
    const places = verdict.error.issues.map((issue) => `/${issue.path.join('/')} ${issue.code}`)
    throw new Error(`The answer of ${route.id} breaks the contract at ${places.join(', ')}.`)
  }
  if (route.success.etag && !later && answer.version === undefined) {
    throw new Error(`The answer of ${route.id} lacks the version that its ETag is made of.`)
  }
}
