import { describe, expect, it } from 'vitest'
import { bearerHeader, fakeEdge } from './testing/fake-edge.ts'

const app = 'https://app.example.org'
const { edge } = fakeEdge({ webOrigins: [app] })
const corsOf = (answer: Response): string[] =>
  [...answer.headers.keys()].filter((name) => name.startsWith('access-control-')).sort()
const preflight = (origin: string, path = '/v1/clinics/riverside/appointments') =>
  edge.request(path, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  })

describe('pages of another origin', () => {
  it('that is listed read what we answer, refusals too, and never with cookies', async () => {
    for (const [path, status] of [
      ['/v1/clinics', 200],
      ['/v1/me', 401],
      ['/nowhere', 404],
    ] as const) {
      const answer = await edge.request(path, { headers: { origin: app } })
      expect([path, answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
        path,
        status,
        app,
      ])
      expect(corsOf(answer)).toEqual(['access-control-allow-origin', 'access-control-expose-headers'])
    }
  })

  it('ask before they send, and hear what this address takes', async () => {
    const answer = await preflight(app)
    expect([answer.status, answer.headers.get('access-control-allow-methods')]).toEqual([
      204,
      'GET, HEAD, POST, OPTIONS',
    ])
    expect(answer.headers.get('access-control-allow-headers')).toContain('Idempotency-Key')
    expect(answer.headers.get('vary')).toContain('Origin')
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false)
  })

  it.each(['https://evil.example', 'http://app.example.org', `${app}:8443`, `${app}.evil.test`, 'null', '*'])(
    'that is not listed are told nothing: %s',
    async (origin) => {
      for (const answer of [
        await edge.request('/v1/clinics', { headers: { origin } }),
        await preflight(origin),
      ]) {
        expect([corsOf(answer), answer.headers.get('vary')]).toEqual([[], expect.stringContaining('Origin')])
      }
    },
  )

  it('are all told nothing unless some are listed', async () => {
    const { edge: strict } = fakeEdge()
    const answer = await strict.request('/v1/me', { headers: { origin: app, ...bearerHeader } })
    expect([answer.status, corsOf(answer), answer.headers.get('vary')]).toEqual([200, [], null])
  })
})

it('what an answer depends on already stays named beside the origin', async () => {
  const answer = await edge.request('/v1/clinics')
  expect(answer.headers.get('vary')).toBe('Authorization, Origin')
})
