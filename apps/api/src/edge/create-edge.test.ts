import {
  clinicPrefix,
  hostClinicPrefix,
  pathOf,
  Refusal,
  type RouteDescription,
  routes,
} from '@polyclinic/contract'
import { anonymous } from '@polyclinic/guard'
import { describe, expect, it } from 'vitest'
import type { Handlers } from './call.ts'
import { createEdge } from './create-edge.ts'
import { bearerHeader, type FakeClinic, fakeEdge, jsonHeader, patient, someId } from './testing/fake-edge.ts'
import { readProblem } from './testing/read-problem.ts'

const booking = { slotId: someId, visitType: 'consultation' }
const bookable = { ...bearerHeader, ...jsonHeader, 'idempotency-key': 'k-1' }
const post = (body: unknown, headers: Record<string, string>) => ({
  method: 'POST',
  headers,
  body: JSON.stringify(body),
})

describe('the map of routes', () => {
  it('is mounted as a whole: no route answers not-found', async () => {
    const { edge } = fakeEdge()
    for (const route of Object.values<RouteDescription>(routes)) {
      const mounts = [pathOf(route), pathOf(route).replace(clinicPrefix, hostClinicPrefix)]
      for (const path of new Set(mounts)) {
        const answer = await edge.request(path.replace(/\{\w+\}/g, 'some-name'), {
          method: route.method.toUpperCase(),
        })
        expect([404, 405], `${route.method} ${path}`).not.toContain(answer.status)
      }
    }
  })

  it('refuses to start without a handler for a route, naming it', () => {
    const { me: _, ...rest } = Object.fromEntries(Object.keys(routes).map((id) => [id, async () => ({})]))
    const start = (handlers: object) => () =>
      createEdge<FakeClinic>({
        ...({} as Parameters<typeof createEdge<FakeClinic>>[0]),
        handlers: handlers as never,
      })
    expect(start(rest)).toThrow('Write a handler for: me.')
    expect(start({ ...rest, me: async () => ({}), mine: async () => ({}) })).toThrow(
      'No route of the contract has',
    )
  })

  it('types the call of each handler by its route', () => {
    const handlers: Partial<Handlers<FakeClinic>> = {
      bookAppointment: async ({ body, clinic, idempotencyKey, fingerprint }) => {
        const all: string[] = [body.slotId, clinic.slug, idempotencyKey, fingerprint]
        throw new Error(all.join())
      },
      cancelAppointment: async ({ params, ifMatch }) => {
        const { appointment }: { appointment: string } = params
        throw new Error(`${appointment} ${ifMatch.toFixed(0)}`)
      },
      me: async (call) => {
        // @ts-expect-error a route without If-Match has no version to give
        void call.ifMatch
        const nobody: undefined = call.clinic
        throw new Error(String(nobody))
      },
    }
    expect(Object.keys(handlers)).toHaveLength(3)
  })
})

describe('a call', () => {
  it('reaches its handler parsed, with the actor, the clinic, the key and the fingerprint', async () => {
    const { edge, calls, resolved } = fakeEdge()
    const path = '/v1/clinics/riverside/appointments'
    expect((await edge.request(path, post(booking, bookable))).status).toBe(201)
    const again = await edge.request(path, post({ ...booking, reason: 'Cough' }, bookable))
    expect(again.status).toBe(201)
    const [first, second] = calls.map(({ call }) => call)
    expect(first).toMatchObject({
      body: booking,
      actor: patient,
      clinic: { slug: 'riverside' },
      idempotencyKey: 'k-1',
    })
    expect(first?.fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(second?.fingerprint).not.toBe(first?.fingerprint)
    expect(resolved[0]).toEqual({ slug: 'riverside', host: 'localhost' })
  })

  it('names its clinic by the host where the path does not', async () => {
    const { edge, resolved } = fakeEdge()
    const answer = await edge.request('http://Riverside.Localhost.:8080/v1/clinic/slots?limit=3')
    expect(answer.status).toBe(200)
    expect(resolved).toEqual([{ slug: undefined, host: 'riverside.localhost' }])
  })

  it('gets defaults and numbers from the query', async () => {
    const { edge, calls } = fakeEdge()
    await edge.request('/v1/clinics?search=%20river%20')
    expect(calls[0]?.call).toMatchObject({
      query: { limit: 20, search: 'river' },
      actor: anonymous,
      clinic: undefined,
    })
  })

  it('is not resolved for what cannot be a slug', async () => {
    const { edge, resolved } = fakeEdge()
    const answer = await edge.request('/v1/clinics/No%20Clinic/slots')
    expect([answer.status, (await readProblem(answer)).code]).toEqual([404, 'clinic-unknown'])
    expect(resolved).toEqual([])
  })
})

describe('who asks', () => {
  it.each([
    ['no token', {}, 'Bearer realm="polyclinic"'],
    ['a bad token', { authorization: 'Bearer bad' }, 'Bearer realm="polyclinic", error="invalid_token"'],
    ['another scheme', { authorization: 'Basic YTpi' }, 'Bearer realm="polyclinic", error="invalid_token"'],
    ['an empty token', { authorization: 'Bearer ' }, 'Bearer realm="polyclinic", error="invalid_token"'],
  ])('must sign in with %s', async (_, headers: Record<string, string>, challenge) => {
    const { edge } = fakeEdge()
    const answer = await edge.request('/v1/me', { headers })
    expect([answer.status, (await readProblem(answer)).code]).toEqual([401, 'not-signed-in'])
    expect(answer.headers.get('www-authenticate')).toBe(challenge)
  })

  it('learns of a bad token on public routes too', async () => {
    const { edge } = fakeEdge()
    const answer = await edge.request('/v1/clinics', { headers: { authorization: 'Bearer expired' } })
    expect(answer.status).toBe(401)
  })

  it('may write the scheme in any case', async () => {
    const { edge } = fakeEdge()
    expect((await edge.request('/v1/me', { headers: { authorization: 'bearer good-token' } })).status).toBe(
      200,
    )
  })

  it('learns nothing about clinics before signing in or asking properly', async () => {
    const { edge, resolved } = fakeEdge()
    const signedOut = ['riverside', 'nowhere'].map((slug) => edge.request(`/v1/clinics/${slug}/appointments`))
    const badlyAsked = ['riverside', 'nowhere'].map((slug) =>
      edge.request(`/v1/clinics/${slug}/appointments?from=soon`, { headers: bearerHeader }),
    )
    const statuses = (await Promise.all([...signedOut, ...badlyAsked])).map(({ status }) => status)
    expect(statuses).toEqual([401, 401, 400, 400])
    expect(resolved).toEqual([])
  })
})

describe('versions', () => {
  const path = `/v1/clinics/riverside/appointments/${someId}`
  const cancel = (headers: Record<string, string>) => ({
    method: 'DELETE',
    headers: { ...bearerHeader, ...headers },
  })

  it.each(['"7"', 'W/"7"'])('are read from If-Match: %s', async (tag) => {
    const { edge, calls } = fakeEdge()
    expect((await edge.request(path, cancel({ 'if-match': tag }))).status).toBe(200)
    expect(calls[0]?.call.ifMatch).toBe(7)
  })

  it('are required where a row is edited', async () => {
    const answer = await fakeEdge().edge.request(path, cancel({}))
    expect([answer.status, (await readProblem(answer)).code]).toEqual([428, 'precondition-required'])
  })

  it.each(['*', '7', '"seven"', '"7", "8"', '""'])('are refused when they name none: %s', async (tag) => {
    const answer = await fakeEdge().edge.request(path, cancel({ 'if-match': tag }))
    expect(answer.status).toBe(400)
    expect((await readProblem(answer)).issues).toMatchObject([{ pointer: 'If-Match' }])
  })

  it('go out as a strong ETag', async () => {
    const handlers = { showAppointment: async () => ({ body: {} as never, version: 7 }) }
    const { edge } = fakeEdge({ handlers })
    expect((await edge.request(path, { headers: bearerHeader })).headers.get('etag')).toBe('"7"')
  })
})

describe('an Idempotency-Key', () => {
  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is too long', 'k'.repeat(256)],
    ['has a space inside', 'a b'],
    ['is not ASCII', 'schlüssel'],
  ])('is refused when it %s', async (_, key) => {
    const headers = { ...bearerHeader, ...jsonHeader, ...(key !== undefined && { 'idempotency-key': key }) }
    const answer = await fakeEdge().edge.request('/v1/clinics/riverside/appointments', post(booking, headers))
    expect(answer.status).toBe(400)
    expect((await readProblem(answer)).issues).toMatchObject([{ pointer: 'Idempotency-Key' }])
  })
})

describe('caches', () => {
  const policy = async () => ({ body: {} as never, version: 7 })

  it('keep public lists for the signed-out only', async () => {
    const { edge } = fakeEdge()
    const signedOut = await edge.request('/v1/clinics')
    const signedIn = await edge.request('/v1/clinics', { headers: bearerHeader })
    expect(signedOut.headers.get('cache-control')).toBe('public, max-age=30')
    expect(signedOut.headers.get('vary')).toBe('Authorization')
    expect(signedIn.headers.get('cache-control')).toBe('no-store')
  })

  it('keep neither private answers, nor problems, nor health', async () => {
    const { edge } = fakeEdge()
    const answers = await Promise.all([
      edge.request('/v1/me', { headers: bearerHeader }),
      edge.request('/v1/clinics?limit=0'),
      edge.request('/live'),
    ])
    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual([
      'no-store',
      'no-store',
      'no-store',
    ])
  })

  it('are told 304 where everybody gets the same', async () => {
    const { edge } = fakeEdge({ handlers: { showPolicy: policy } })
    const ask = (headers: Record<string, string>) => edge.request('/v1/clinics/riverside/policy', { headers })
    const same = await ask({ 'if-none-match': 'W/"7"' })
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', '"7"'])
    expect((await ask({ 'if-none-match': '"6"' })).status).toBe(200)
    expect((await ask({ 'if-none-match': '"7"', ...bearerHeader })).status).toBe(200)
  })

  it('are never told 304 about private answers', async () => {
    const { edge } = fakeEdge({ handlers: { showAppointment: policy } })
    const headers = { ...bearerHeader, 'if-none-match': '"7"' }
    const answer = await edge.request(`/v1/clinics/riverside/appointments/${someId}`, { headers })
    expect(answer.status).toBe(200)
  })
})

describe('methods', () => {
  it('that an address does not take are answered 405 with those it takes', async () => {
    const { edge, lines } = fakeEdge()
    const answer = await edge.request('/v1/clinics/riverside/policy', { method: 'DELETE' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('GET, HEAD, PATCH, OPTIONS')
    expect((await readProblem(answer)).allow).toEqual(['GET', 'HEAD', 'PATCH', 'OPTIONS'])
    expect(lines.at(-1)).toContain('"route":"unmatched"')
  })

  it('HEAD answers like GET, without a body', async () => {
    const { edge } = fakeEdge()
    const answer = await edge.request('/v1/clinics', { method: 'HEAD' })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect((await edge.request('/v1/auth/login', { method: 'HEAD' })).status).toBe(405)
  })

  it('OPTIONS lists the methods and allows no other origin anything', async () => {
    const { edge } = fakeEdge()
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    const answer = await edge.request('/v1/auth/login', { method: 'OPTIONS', headers })
    expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'POST, OPTIONS'])
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    expect((await edge.request('/nothing', { method: 'OPTIONS' })).status).toBe(404)
  })
})

describe('answers', () => {
  it('carry the security headers, HSTS in production only', async () => {
    const [open, production] = [fakeEdge(), fakeEdge({ production: true })]
    const answer = await open.edge.request('/live')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(answer.headers.has('strict-transport-security')).toBe(false)
    expect((await production.edge.request('/nothing')).headers.has('strict-transport-security')).toBe(true)
  })

  it('may bring headers and a status of their own', async () => {
    const operation = async () => ({
      body: {} as never,
      headers: { Location: '/v1/operator/operations/1' },
      status: 200 as const,
    })
    const { edge } = fakeEdge({ handlers: { migrateClinic: operation } })
    const answer = await edge.request('/v1/operator/clinics/riverside/migrate', {
      method: 'POST',
      headers: bearerHeader,
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([200, '/v1/operator/operations/1'])
  })

  it('are held against the contract where a test asks for it', async () => {
    const { edge, lines } = fakeEdge({
      checkAnswers: true,
      handlers: { live: async () => ({ body: { status: 'dead' } as never }) },
    })
    expect((await edge.request('/live')).status).toBe(500)
    expect((await edge.request('/v1/clinics')).status).toBe(500)
    expect(lines.join()).toContain('request failed')
  })

  it('carry an id, the caller’s own where it is harmless', async () => {
    const { edge } = fakeEdge()
    const idOf = async (id?: string) =>
      (await edge.request('/live', { headers: id ? { 'x-request-id': id } : {} })).headers.get('x-request-id')
    expect(await idOf('my-request.1')).toBe('my-request.1')
    for (const odd of [undefined, 'short', 'x'.repeat(65), 'has spaces in', '{"json":true}']) {
      expect(await idOf(odd)).toMatch(/^[0-9a-f-]{36}$/)
    }
  })
})

describe('a failing port', () => {
  it.each([
    ['/v1/clinics/riverside/slots', 'clinic-unavailable'],
    ['/v1/clinics', 'service-unavailable'],
  ])('of a database that is away is a 503 for %s', async (path, code) => {
    const away = async () => {
      throw Object.assign(new Error('connect ECONNREFUSED'), {
        code: 'database-unavailable',
        facts: { retryAfterSeconds: 3 },
      })
    }
    const { edge } = fakeEdge({ handlers: { listSlots: away, listClinics: away } })
    const answer = await edge.request(path)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '3'])
    expect(await readProblem(answer)).toMatchObject({ code, retryAfter: 3 })
  })

  it('passes the refusals of resolving on', async () => {
    const answer = await fakeEdge().edge.request('/v1/clinics/nowhere')
    expect((await readProblem(answer)).code).toBe('clinic-unknown')
    const { edge } = fakeEdge({ resolveClinic: () => Promise.reject(new Refusal('clinic-mismatch', {})) })
    expect((await edge.request('/v1/clinics/riverside')).status).toBe(400)
  })
})
