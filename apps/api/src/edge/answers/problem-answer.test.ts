import { problem, problemCatalogue, Refusal } from '@polyclinic/contract'
import { describe, expect, it } from 'vitest'
import { bearerHeader, fakeEdge, someId } from '../testing/fake-edge.ts'
import { readProblem } from '../testing/read-problem.ts'

describe('a problem', () => {
  it('has the members of RFC 9457 and the facts of its kind', async () => {
    const taken = () =>
      Promise.reject(new Refusal('slot-taken', { alternatives: [{ id: 'b' }] }, 'Taken at 9:30.'))
    const { edge } = fakeEdge({ handlers: { listSlots: taken } })
    const headers = { 'x-request-id': 'request-1' }
    const answer = await edge.request('/v1/clinics/riverside/slots?limit=1', { headers })
    expect(answer.status).toBe(409)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const body = await answer.json()
    expect(problem.safeParse(body).success).toBe(true)
    expect(body).toEqual({
      type: '/problems/slot-taken',
      title: problemCatalogue['slot-taken'].title,
      status: 409,
      detail: 'Taken at 9:30.',
      code: 'slot-taken',
      instance: '/v1/clinics/riverside/slots',
      requestId: 'request-1',
      alternatives: [{ id: 'b' }],
    })
  })

  it('repeats of its address what is an identifier or a name of ours, and nothing else that was typed', async () => {
    const refused = () => Promise.reject(new Refusal('not-found', {}))
    const { edge } = fakeEdge({ handlers: { showAppointment: refused } })
    const instanceOf = async (path: string) =>
      (await readProblem(await edge.request(path, { headers: bearerHeader }))).instance
    const place = '/v1/clinics/riverside/appointments'
    expect(await instanceOf(`${place}/${someId}`)).toBe(`${place}/${someId}`)
    expect(await instanceOf(`${place}/Ada%20Lovelace`)).toBe(`${place}/{appointment}`)
    expect(await instanceOf(`${place}/%2B4930123`)).toBe(`${place}/{appointment}`)
    expect(await instanceOf('/Ada%20Lovelace')).toBeUndefined()
  })

  it('keeps its standard members whatever its facts are called', async () => {
    const refused = () =>
      Promise.reject(new Refusal('transition-not-allowed', { state: 'cancelled' } as never))
    const { edge } = fakeEdge({ handlers: { listSlots: refused } })
    expect((await readProblem(await edge.request('/v1/clinics/riverside/slots'))).status).toBe(409)
  })

  it('is not-found for addresses that lead nowhere', async () => {
    for (const path of [
      '/nothing',
      '/v1/clinics/',
      '/v1/clinics/a/b/c',
      '/problems/unheard-of',
      '/docs/../secret',
      '/docs/x',
    ]) {
      const answer = await fakeEdge().edge.request(path)
      expect([path, answer.status, (await readProblem(answer)).code]).toEqual([path, 404, 'not-found'])
    }
  })
})

describe('a mistake of ours', () => {
  const databaseError = Object.assign(new Error('duplicate key (email)=(ada@example.org)'), {
    name: 'DatabaseError',
    code: '23505',
    constraint: 'account_email_key',
    detail: 'Key (email)=(ada@example.org) already exists.',
    where: 'in ada',
    parameters: ['ada@example.org'],
    cause: new Error('ada@example.org inside'),
  })

  it('is answered with nothing but the request id, and logged without personal data', async () => {
    const { edge, lines } = fakeEdge({ handlers: { me: () => Promise.reject(databaseError) } })
    const answer = await edge.request('/v1/me', { headers: { ...bearerHeader, 'x-request-id': 'request-1' } })
    expect(answer.status).toBe(500)
    expect(Object.keys(await readProblem(answer)).sort()).toEqual(
      ['code', 'detail', 'instance', 'requestId', 'status', 'title', 'type'].sort(),
    )
    const logged = lines.find((line) => line.includes('request failed')) as string
    expect(JSON.parse(logged)).toMatchObject({
      requestId: 'request-1',
      error: {
        type: 'DatabaseError',
        code: '23505',
        constraint: 'account_email_key',
        cause: { type: 'Error' },
      },
    })
    expect(logged).toContain('problem-answer.test.ts')
    expect(lines.join()).not.toContain('ada@')
  })

  it.each([
    ['a string', 'ada@example.org'],
    ['undefined', undefined],
    ['an object', { email: 'ada@example.org' }],
  ])('may be %s thrown', async (_, thrown) => {
    const { edge, lines } = fakeEdge({ handlers: { me: () => Promise.reject(thrown) } })
    expect((await edge.request('/v1/me', { headers: bearerHeader })).status).toBe(500)
    expect(lines.join()).not.toContain('ada@')
  })

  it('may be thrown before a promise is made', async () => {
    const { edge } = fakeEdge({
      handlers: {
        showAppointment: () => {
          throw new TypeError('at once')
        },
      },
    })
    const answer = await edge.request(`/v1/clinics/a/appointments/${someId}`, { headers: bearerHeader })
    expect(answer.status).toBe(500)
  })
})

describe('the pages behind the types', () => {
  it('explain each problem of the catalogue', async () => {
    const { edge } = fakeEdge()
    const index = await (await edge.request('/problems')).text()
    for (const [code, { status }] of Object.entries(problemCatalogue)) {
      const page = await edge.request(`/problems/${code}`)
      expect(page.status).toBe(200)
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(await page.text()).toContain(`<dd>${status}</dd>`)
      expect(index).toContain(`href="/problems/${code}"`)
    }
    expect((await edge.request('/problems/toString')).status).toBe(404)
  })

  it('admit no script and only their own style', async () => {
    const policy = (await fakeEdge().edge.request('/problems')).headers.get('content-security-policy')
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}';/)
  })
})
