import { Refusal } from '@polyclinic/contract'
import type { Context, Hono } from 'hono'
import { corsHeaders } from './answers/cors-headers.ts'
import { problemAnswer } from './answers/problem-answer.ts'
import type { Exchange, Reply } from './exchange.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Answers what no route took: 405 with the methods of that address, 204 to OPTIONS, 404 where there is nothing. */
export function answerUnmatched(edge: Hono, webOrigins?: readonly string[]) {
  const cors = corsHeaders(webOrigins)
  return (exchange: Exchange, c: Context): Reply => {
    const allow = allowedMethods(edge, c.req.path)
    if (allow.length === 0) return problemAnswer(new Refusal('not-found', {}), exchange)
    if (c.req.method !== 'OPTIONS') {
      return problemAnswer(new Refusal('method-not-allowed', { allow }), exchange)
    }
    const preflight = cors.ofPreflight(exchange.request, allow)
    const headers = { allow: allow.join(', '), 'cache-control': 'no-store', ...preflight }
    return { status: 204, headers, body: null }
  }
}

function allowedMethods(edge: Hono, path: string): string[] {
  const found: string[] = methods.filter((method) => edge.router.match(method, path)[0].length > 0)
  if (found.length === 0) return found
  return found.includes('GET') ? ['GET', 'HEAD', ...found.slice(1), 'OPTIONS'] : [...found, 'OPTIONS']
}
