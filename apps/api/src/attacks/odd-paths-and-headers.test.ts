import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainProblem } from '../testing/plain-problem.ts'
import { startTestService, type TestService } from '../testing/start-test-service.ts'

let service: TestService
let admin: string
let stranger: string
let appointment: string
beforeAll(async () => {
  service = await startTestService()
  admin = (await service.member('alpha', 'clinic_admin')).token
  stranger = (await service.member('beta', 'clinic_admin')).token
  const { token } = await service.patient('Canary Path')
  const [slot] = await service.freeSlots('alpha', 1)
  if (!slot) throw new Error('There is no slot.')
  const booked = await service.ask('bookAppointment', { clinic: 'alpha', token, ...service.booking(slot) })
  appointment = booked.body.id
})
afterAll(() => service?.[Symbol.asyncDispose]())

describe('a path that is written oddly', () => {
  it.each([
    '/v1/clinics/beta/../alpha/appointments',
    '/v1/clinics/beta/..%2falpha/appointments',
    '/v1/clinics/beta%2f..%2falpha/appointments',
    '/v1/clinics/beta/%2e%2e/alpha/appointments',
    '/v1/clinics/beta/./../alpha/appointments',
    '/v1/clinics//alpha/appointments',
    '//v1/clinics/alpha/appointments',
    '/v1/clinics/alpha//appointments',
    '/v1/clinics/alpha%2fappointments',
    '/v1/clinics/alpha/appointments%00',
    '/v1/clinics/alpha;/appointments',
    '/v1/clinics/ALPHA/appointments',
    '/V1/CLINICS/alpha/APPOINTMENTS',
    '/v1/clinics/alpha./appointments',
    '/v1/clinics/%61lpha/appointments',
    '/v1/clinics/beta\\..\\alpha/appointments',
    '/v1/clinics/alpha/appointments/',
    '/v1/clinics/alpha/appointments/..',
    '/v1/clinics/{clinic}/appointments',
    '/v1/clinics/__proto__/appointments',
    '/v1/clinics/constructor/appointments',
  ])('%s gives a stranger nothing', async (path) => {
    const { status, text } = await service.send('GET', path, { token: stranger })
    expect([400, 403, 404]).toContain(status)
    expect(text).not.toContain('Canary')
    expect(text).not.toContain(appointment)
  })

  it('that names two clinics, one by path and one by host, is refused for everybody', async () => {
    for (const token of [admin, stranger]) {
      const { problem } = await service.ask('listAppointments', {
        clinic: 'alpha',
        host: 'beta.localhost',
        token,
      })
      expect(problem.code).toBe('clinic-mismatch')
    }
  })

  it.each(['alpha.localhost.', 'ALPHA.LOCALHOST', 'alpha.localhost:80', 'alpha.localhost.:8080'])(
    'on the host %s is the same clinic, under the same rules',
    async (host) => {
      const own = await service.ask('listAppointments', { host, token: admin })
      expect([own.status, own.body?.items.length]).toEqual([200, 1])
      expect((await service.ask('listAppointments', { host, token: stranger })).status).toBe(403)
    },
  )
})

describe('a header that says who, where or what one would like to be', () => {
  const wishes = {
    'x-forwarded-host': 'alpha.localhost',
    'x-host': 'alpha.localhost',
    forwarded: 'host=alpha.localhost',
    'x-original-url': '/v1/clinics/alpha/appointments',
    'x-rewrite-url': '/v1/clinics/alpha/appointments',
    'x-http-method-override': 'DELETE',
    'x-method-override': 'DELETE',
    'x-http-method': 'DELETE',
    'x-user-id': '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e',
    'x-clinic-id': 'alpha',
    'x-role': 'clinic_admin',
    'x-forwarded-user': 'operator',
    'x-middleware-subrequest': 'middleware',
  }

  it('changes no answer', async () => {
    const ask = async (token: string | undefined, name: string, headers: Record<string, string>) =>
      service.ask('showAppointment', { clinic: name, token, params: { appointment }, headers })
    for (const [token, name] of [
      [stranger, 'alpha'],
      [stranger, 'beta'],
      [undefined, 'alpha'],
    ] as const) {
      const told = plainProblem(await ask(token, name, {}))
      for (const [header, value] of Object.entries(wishes)) {
        expect([header, plainProblem(await ask(token, name, { [header]: value }))]).toEqual([header, told])
      }
    }
    const still = await ask(admin, 'alpha', wishes)
    expect([still.status, still.body.status]).toEqual([200, 'booked'])
  })

  it('names no clinic where the host names none', async () => {
    const { problem } = await service.ask('listAppointments', {
      token: admin,
      headers: { 'x-forwarded-host': 'alpha.localhost' },
    })
    expect(problem.code).toBe('clinic-unknown')
  })
})

describe('a method that no route has', () => {
  it.each(['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'PUT'])('%s reads and changes nothing', async (method) => {
    const path = `/v1/clinics/alpha/appointments/${appointment}`
    const { status, text } = await service.send(method, path, { token: stranger })
    expect(status).toBeLessThan(500)
    expect(text).not.toContain('Canary')
    const seen = await service.ask('showAppointment', {
      clinic: 'alpha',
      token: admin,
      params: { appointment },
    })
    expect(seen.body.version).toBe(1)
  })

  it('HEAD says no more than GET would', async () => {
    const path = `/v1/clinics/alpha/appointments/${appointment}`
    const [head, get] = await Promise.all(
      ['HEAD', 'GET'].map((method) => service.send(method, path, { token: stranger })),
    )
    expect([head?.status, head?.text, head?.headers['content-type']]).toEqual([
      get?.status,
      '',
      get?.headers['content-type'],
    ])
  })
})
