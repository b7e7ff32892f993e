const exposed = 'ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id'
const accepted =
  'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, Prefer, X-Request-Id'

/** Gives the CORS headers of an answer (Fetch, 3.2): none but for pages of the origins named, and never credentials. */
export function corsHeaders(origins: readonly string[] = []) {
  const known = new Set(origins)
  const mayRead = (headers: Headers): string | undefined => {
    const origin = headers.get('origin')
    return origin !== null && known.has(origin) ? origin : undefined
  }
  return {
    /** @param vary what the answer depends on already */
    ofAnswer({ headers }: Request, vary?: string): Record<string, string> {
      if (known.size === 0) return {}
      const origin = mayRead(headers)
      return {
        vary: vary ? `${vary}, Origin` : 'Origin',
        ...(origin && { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed }),
      }
    },
    /** What a browser asks before a request that a form could not send. */
    ofPreflight({ headers }: Request, methods: readonly string[]): Record<string, string> {
      if (!mayRead(headers) || !headers.has('access-control-request-method')) return {}
      return {
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': accepted,
        'access-control-max-age': '600',
      }
    },
  }
}
