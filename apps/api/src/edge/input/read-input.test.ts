import { describe, expect, it } from 'vitest'
import { bearerHeader, fakeEdge, jsonHeader } from '../testing/fake-edge.ts'
import { readProblem } from '../testing/read-problem.ts'

const register = '/v1/auth/register'
const good = { email: 'ada@example.org', password: 'a long enough sentence', name: 'Ada' }
const send = (
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = jsonHeader,
) => fakeEdge().edge.request(path, { method: 'POST', headers, body })

describe('a body', () => {
  it.each([
    ['is cut off', '{"email": "secret@example.org"'],
    ['is empty', ''],
    ['is not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['is a sentence', 'secret@example.org'],
  ])('that %s is an invalid request, without being repeated', async (_, body) => {
    const answer = await send(register, body)
    const text = await answer.text()
    expect([answer.status, JSON.parse(text).code]).toEqual([400, 'invalid-request'])
    expect(text).not.toContain('secret')
  })

  it.each([
    ['text', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no type', {}],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }],
    ['compressed', { ...jsonHeader, 'content-encoding': 'gzip' }],
  ])('sent as %s is refused by 415', async (_, headers: Record<string, string>) => {
    const body = new TextEncoder().encode(JSON.stringify(good))
    const answer = await send(register, body, headers)
    expect([answer.status, (await readProblem(answer)).code]).toEqual([415, 'unsupported-media-type'])
  })

  it.each(['application/json; charset=UTF-8', 'application/merge-patch+json'])(
    'may come as %s',
    async (type) => {
      expect((await send(register, JSON.stringify(good), { 'content-type': type })).status).toBe(202)
    },
  )

  it('that is too large is refused, whatever it says of its length', async () => {
    const large = JSON.stringify({ ...good, name: 'x'.repeat(70_000) })
    for (const headers of [jsonHeader, { ...jsonHeader, 'content-length': String(large.length) }]) {
      const answer = await send(register, large, headers)
      expect([answer.status, (await readProblem(answer)).limit]).toEqual([413, 65_536])
    }
  })

  it('gets all its issues at once, each with its pointer', async () => {
    const { edge } = fakeEdge()
    const manifest = {
      slug: 'Upper',
      name: 'A',
      country: 'DE',
      timeZone: 'Mars/Base',
      hosts: ['ok.example', '-'],
    }
    const headers = { ...jsonHeader, ...bearerHeader }
    const body = JSON.stringify(manifest)
    const answer = await edge.request('/v1/operator/clinics', { method: 'POST', headers, body })
    const { issues } = (await readProblem(answer)) as { issues: { pointer: string }[] }
    expect(issues.map(({ pointer }) => pointer).sort()).toEqual(['/hosts/1', '/slug', '/timeZone'])
  })

  it('is refused for fields that are not known, which are named when they look like names', async () => {
    const odd = { ...good, isAdmin: true, 'my secret is 42': 1, ['__proto__x']: 2 }
    const answer = await send(register, JSON.stringify(odd))
    const text = await answer.text()
    expect(JSON.parse(text).issues.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/isAdmin',
      '/__proto__x',
      '',
    ])
    expect(text).not.toContain('secret')
  })

  it('never gets its values back', async () => {
    const secret = 'hunter2@'
    const bodies = [
      { ...good, email: secret },
      { ...good, password: secret },
      { ...good, phone: secret },
      { ...good, timeZone: secret },
      { ...good, name: { first: secret } },
      { ...good, birthDate: secret, locale: secret },
      [secret],
      secret,
    ]
    for (const body of bodies) {
      const answer = await send(register, JSON.stringify(body))
      expect(answer.status).toBe(400)
      expect(await answer.text()).not.toContain('hunter2')
    }
  })

  it.each([
    ['a zero character', '{"email":"a@b.de","password":"a long enough sentence","name":"A\\u0000b"}'],
    ['half a surrogate pair', '{"email":"a@b.de","password":"a long enough sentence","name":"A\\ud800"}'],
  ])('with %s is refused where Postgres would choke on it', async (_, body) => {
    const answer = await send(register, body)
    expect([answer.status, (await readProblem(answer)).issues[0]?.pointer]).toEqual([400, '/name'])
  })

  it('with a whole surrogate pair is text like any other', async () => {
    const body = '{"email":"a@b.de","password":"a long enough sentence","name":"\\ud83d\\ude00"}'
    expect((await send(register, body)).status).toBe(202)
  })
})

describe('parameters', () => {
  it.each([
    ['?limit=0', 'limit'],
    ['?limit=many', 'limit'],
    ['?limit=1&limit=2', 'limit'],
    ['?doctor=all', 'doctor'],
    ['?sort=price', 'sort'],
    ['?from=2026-02-30', 'from'],
    ['?cursor=a%00b', 'cursor'],
  ])('that are wrong are named: %s', async (query, name) => {
    const answer = await fakeEdge().edge.request(`/v1/clinics/riverside/slots${query}`)
    expect(answer.status).toBe(400)
    expect((await readProblem(answer)).issues[0]?.pointer).toBe(name)
  })

  it('are refused where a route has none, and in the path', async () => {
    const { edge } = fakeEdge()
    expect((await edge.request('/live?verbose')).status).toBe(400)
    const answer = await edge.request('/v1/clinics/riverside/appointments/%00', { headers: bearerHeader })
    expect([answer.status, (await readProblem(answer)).issues[0]?.pointer]).toEqual([400, 'appointment'])
  })

  it('need not be well encoded', async () => {
    const { edge } = fakeEdge()
    expect((await edge.request('/v1/clinics/%E0%A4%A/slots')).status).toBe(404)
    expect((await edge.request('/v1/clinics?search=%E0%A4%A')).status).toBe(200)
  })
})
