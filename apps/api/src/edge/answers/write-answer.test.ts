import { describe, expect, it } from 'vitest'
import { bearerHeader, fakeEdge, someId } from '../testing/fake-edge.ts'
import { readProblem } from '../testing/read-problem.ts'

describe('text of another media type', () => {
  it('goes out as it was written, and is kept by nobody', async () => {
    const text = '\ufeffname\r\n"Hopper, Grace"\r\n'
    const { edge } = fakeEdge({ handlers: { exportPatients: async () => ({ body: text }) } })
    const answer = await edge.request('/v1/clinics/riverside/exports/patients.csv', { headers: bearerHeader })
    expect(Buffer.from(await answer.arrayBuffer()).toString('utf8')).toBe(text)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
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

  it('are told 304 about a list too, as long as it reads the same', async () => {
    let free = 3
    const list = async () => ({ body: { items: [{ free }] } as never })
    const { edge } = fakeEdge({ handlers: { listSlots: list } })
    const ask = (headers: Record<string, string>) => edge.request('/v1/clinics/riverside/slots', { headers })
    const etag = (await ask({})).headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/)
    const same = await ask({ 'if-none-match': etag })
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag])
    expect(same.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=2')
    expect((await ask({ 'if-none-match': etag, ...bearerHeader })).status).toBe(200)
    free = 2
    expect((await ask({ 'if-none-match': etag })).status).toBe(200)
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
