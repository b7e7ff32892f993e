import { problemCatalogue, problemType, type Refusal } from '@polyclinic/contract'
import type { Exchange, Reply } from '../exchange.ts'

type About = Pick<Exchange, 'requestId' | 'pattern' | 'path'> & { readonly request?: Request }

/** The one place where a refusal becomes HTTP (RFC 9457). */
export function problemAnswer(refusal: Refusal, about: About): Reply {
  const { code, status } = refusal
  const problem = {
    // first, so that no fact can stand in for a standard member
    ...refusal.facts,
    type: problemType(code),
    title: problemCatalogue[code].title,
    status,
    detail: refusal.message,
    code,
    instance: shownPath(about),
    requestId: about.requestId,
  }
  return { status, headers: problemHeaders(refusal, about), body: JSON.stringify(problem) }
}

const harmless = /^([a-z][a-z0-9-]*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * The address, without what somebody may have typed in the place of an identifier: problems are copied into tickets and
 * error trackers, a patient's name should not be.
 */
function shownPath({ pattern, path }: About): string | undefined {
  const [parts, typed] = [pattern.split('/'), path.split('/')]
  // what no route took has no pattern
  if (parts.length !== typed.length) return undefined
  return parts.map((part, nth) => (harmless.test(typed[nth] ?? '') ? typed[nth] : part)).join('/')
}

function problemHeaders(refusal: Refusal, about: About): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  }
  const { retryAfter, allow } = refusal.facts as { retryAfter?: number; allow?: readonly string[] }
  // RFC 9110 wants whole seconds; zero would invite a loop
  if (retryAfter !== undefined) headers['retry-after'] = String(Math.max(1, Math.ceil(retryAfter)))
  if (allow) headers.allow = allow.join(', ')
  if (refusal.status === 401) headers['www-authenticate'] = challenge(about)
  return headers
}

/** RFC 6750: `invalid_token` only where a token was shown at all. */
const challenge = ({ request }: About): string =>
  request?.headers.has('authorization')
    ? 'Bearer realm="polyclinic", error="invalid_token"'
    : 'Bearer realm="polyclinic"'
