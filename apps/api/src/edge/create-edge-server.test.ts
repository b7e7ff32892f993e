import { connect } from 'node:net'
import { request } from 'node:http'
import { Refusal } from '@polyclinic/contract'
import { describe, expect, it } from 'vitest'
import { createRateLimits } from './limits/create-rate-limits.ts'
import { createMetrics } from './observing/create-metrics.ts'
import { fakeEdge, jsonHeader } from './testing/fake-edge.ts'
import { listen } from './testing/listen.ts'
import { readProblem } from './testing/read-problem.ts'

const credentials = { email: 'ada@example.org', password: 'wrong' }
const tight = { signInPerAddressAndAccount: { attempts: 2, seconds: 600 } }
const refuseSignIn = { signIn: () => Promise.reject(new Refusal('sign-in-refused', {})) }

function signIn(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const body = JSON.stringify(credentials)
  return fetch(`${url}/v1/auth/login`, { method: 'POST', headers: { ...jsonHeader, ...headers }, body })
}

/** Sends bytes as they are and gives all that comes back until the server hangs up. */
function talk(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket
      .on('data', (chunk) => (heard += chunk))
      .on('close', () => resolve(heard))
      .on('error', reject)
  })
}

describe('a connection at rest', () => {
  it('is kept longer than a proxy keeps it, which else sends a booking into one that we are closing', async () => {
    const { edge } = fakeEdge()
    await using server = await listen(edge)
    const { headers } = await fetch(`${server.url}/problems`)
    expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60)
  })
})

describe('rate limits over HTTP', () => {
  it('answer 429 with the time to wait and what is left', async () => {
    const rateLimits = createRateLimits({ accountKey: 'k', limits: tight })
    const { edge } = fakeEdge({ handlers: refuseSignIn, rateLimits })
    await using server = await listen(edge)
    const first = await signIn(server.url)
    expect([first.status, first.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="polyclinic"'])
    expect(first.headers.get('ratelimit')).toContain('"account";r=1')
    await signIn(server.url)
    const third = await signIn(server.url)
    const problem = await readProblem(third)
    expect([third.status, problem.code]).toEqual([429, 'too-many-requests'])
    expect(Number(third.headers.get('retry-after'))).toBe(
      (problem as unknown as { retryAfter: number }).retryAfter,
    )
    expect(third.headers.get('ratelimit-policy')).toContain('"account";q=2;w=600')
    expect((await fetch(`${server.url}/v1/clinics`)).headers.has('ratelimit')).toBe(false)
  })

  it('believe X-Forwarded-For only behind a trusted proxy', async () => {
    for (const [trustProxy, expected] of [
      [false, 429],
      [true, 401],
    ] as const) {
      const rateLimits = createRateLimits({ accountKey: 'k', limits: tight })
      const { edge } = fakeEdge({ handlers: refuseSignIn, rateLimits, trustProxy })
      await using server = await listen(edge)
      let last: Response | undefined
      for (let i = 0; i < 4; i++)
        last = await signIn(server.url, { 'x-forwarded-for': `9.9.9.9, 203.0.113.${i}` })
      expect(last?.status).toBe(expected)
    }
  })

  it('do not count attempts that met a database that is away', async () => {
    const away = () => Promise.reject(Object.assign(new Error('away'), { code: 'database-unavailable' }))
    const rateLimits = createRateLimits({ accountKey: 'k', limits: tight })
    const { edge } = fakeEdge({ handlers: { signIn: away }, rateLimits })
    await using server = await listen(edge)
    for (let i = 0; i < 4; i++) expect((await signIn(server.url)).status).toBe(503)
  })
})

describe('a body over the wire', () => {
  it('without a length is cut off at the limit', async () => {
    const { edge } = fakeEdge()
    await using server = await listen(edge)
    const chunks = async function* () {
      for (let i = 0; i < 100; i++) yield new Uint8Array(4096).fill(32)
    }
    const init = { method: 'POST', headers: jsonHeader, body: ReadableStream.from(chunks()), duplex: 'half' }
    const answer = await fetch(`${server.url}/v1/auth/register`, init as RequestInit)
    expect([answer.status, (await readProblem(answer)).limit]).toEqual([413, 65_536])
  })

  it('in chunks below the limit is read like any other', async () => {
    const { edge, calls } = fakeEdge()
    await using server = await listen(edge)
    const chunks = async function* () {
      const text = JSON.stringify({ ...credentials, email: 'zoë@example.org'.replace('ë', 'e') })
      for (const char of text) yield new TextEncoder().encode(char)
    }
    const init = { method: 'POST', headers: jsonHeader, body: ReadableStream.from(chunks()), duplex: 'half' }
    expect((await fetch(`${server.url}/v1/auth/login`, init as RequestInit)).status).toBe(200)
    expect(calls[0]?.call.body).toMatchObject({ email: 'zoe@example.org', password: 'wrong' })
  })

  it('that the sender breaks off is no mistake of ours', async () => {
    const metrics = createMetrics()
    const { edge, lines } = fakeEdge({ metrics })
    await using server = await listen(edge)
    const headers = { ...jsonHeader, 'content-length': '100' }
    const outgoing = request(`${server.url}/v1/auth/login`, { method: 'POST', headers }).on('error', () => {})
    outgoing.write('{"email":')
    await expect.poll(() => metrics.read(), { timeout: 5000 }).toContain('http_requests_in_flight 1')
    outgoing.destroy()
    await expect.poll(() => lines.length, { timeout: 5000 }).toBe(1)
    expect(JSON.parse(lines[0] as string)).toMatchObject({
      level: 'info',
      route: '/v1/auth/login',
      status: 499,
    })
  })
})

describe('a request that is broken', () => {
  it('in its first line gets a problem', async () => {
    const { edge } = fakeEdge()
    await using server = await listen(edge)
    const heard = await talk(server.port, 'NONSENSE\r\n\r\n')
    expect(heard).toMatch(/^HTTP\/1\.1 400 /)
    expect(heard).toContain('content-type: application/problem+json')
    expect(JSON.parse(heard.slice(heard.indexOf('\r\n\r\n')))).toMatchObject({
      code: 'invalid-request',
      status: 400,
    })
  })

  it('in its Host gets a problem', async () => {
    const { edge } = fakeEdge()
    await using server = await listen(edge)
    const heard = await talk(server.port, 'GET /live HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n')
    expect(heard).toMatch(/^HTTP\/1\.1 400 /)
    expect(heard).toContain('"code":"invalid-request"')
  })
})

describe('a server', () => {
  it('takes the clinic from the Host, in any case and with a port', async () => {
    const { edge, resolved } = fakeEdge()
    await using server = await listen(edge)
    await talk(
      server.port,
      'GET /v1/clinic HTTP/1.1\r\nHost: RiverSide.localhost:8080\r\nConnection: close\r\n\r\n',
    )
    expect(resolved).toEqual([{ slug: undefined, host: 'riverside.localhost' }])
  })

  it('sends lengths, and no body to HEAD', async () => {
    const { edge } = fakeEdge()
    await using server = await listen(edge)
    const get = await fetch(`${server.url}/problems`)
    expect(Number(get.headers.get('content-length'))).toBe(Buffer.byteLength(await get.text()))
    const head = await fetch(`${server.url}/problems`, { method: 'HEAD' })
    expect([head.status, await head.text(), head.headers.get('content-type')]).toEqual([
      200,
      '',
      'text/html; charset=utf-8',
    ])
  })
})
