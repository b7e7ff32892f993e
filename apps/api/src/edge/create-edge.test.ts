import { clinicPrefix, hostClinicPrefix, pathOf, type RouteDescription, routes } from '@polyclinic/contract'
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
        const all: string[] = [body.slotId ?? '', clinic.slug, idempotencyKey, fingerprint]
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
