import { describe, expect, it } from 'vitest'
import { bearerHeader, fakeEdge, someId } from '../testing/fake-edge.ts'
import { createLogger } from './create-logger.ts'
import { createMetrics } from './create-metrics.ts'
import { describeError } from './describe-error.ts'

const logged = (write: (log: ReturnType<typeof createLogger>) => void, pretty = false): string => {
  const lines: string[] = []
  write(createLogger({ level: 'debug', pretty, destination: { write: (line) => lines.push(line) } }))
  return lines.join('')
}

describe('the log', () => {
  it('has one line a request, by pattern, without what was typed', async () => {
    const { edge, lines } = fakeEdge()
    const headers = { ...bearerHeader, 'x-request-id': 'request-1' }
    await edge.request(`/v1/clinics/riverside/appointments/${someId}?search=ada`, { headers })
    await edge.request(`/v1/clinics/riverside/appointments/${someId}`, { headers })
    await edge.request('/v1/clinics/ada-lovelace/secret?email=ada@example.org')
    expect(lines).toHaveLength(3)
    expect(JSON.parse(lines[1] as string)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      requestId: 'request-1',
      method: 'GET',
      route: '/v1/clinics/{clinic}/appointments/{appointment}',
      status: 200,
      milliseconds: expect.any(Number),
      clinic: 'riverside',
      actor: 'account',
    })
    expect(lines.join()).not.toMatch(/ada|good-token/)
    expect(lines.join()).not.toContain(someId)
  })

  it('carries the request’s id into the lines of handlers', async () => {
    const { edge, lines } = fakeEdge({
      handlers: {
        live: async ({ log }) => {
          log.warn('half asleep')
          return { body: { status: 'live' } }
        },
      },
    })
    await edge.request('/live', { headers: { 'x-request-id': 'request-1' } })
    expect(JSON.parse(lines[0] as string)).toMatchObject({ requestId: 'request-1', msg: 'half asleep' })
  })

  it('strikes out what has a telling name, at any depth and in any case', () => {
    const ada = { email: 'ada@x.org', name: 'Ada', Phone: '+49', password: 'pw-ada', birthDate: '1815-12-10' }
    const headers = { Authorization: 'Bearer ada', cookie: 'ada', 'set-cookie': 'ada' }
    const text = logged((log) => {
      log.info({ ...ada, patients: [ada], request: { headers, of: { deeper: { patient: ada } } } })
      log.child(ada).info('said')
    })
    expect(text).not.toMatch(/ada|\+49|1815/i)
    expect(text.match(/\[redacted\]/g)).toHaveLength(23)
  })

  it('copes with circles, dates and what is not an object', () => {
    const round: Record<string, unknown> = { at: new Date(0), nothing: null, count: 1 }
    round.round = round
    const text = logged((log) => log.info({ round }))
    expect(text).toContain('"at":"1970-01-01T00:00:00.000Z","nothing":null,"count":1')
    expect(text).toContain('[too deep]')
  })

  it('never prints the message of an error, however it is handed over', () => {
    const error = new Error('ada@x.org')
    const text = logged((log) => {
      log.error(error)
      log.error({ err: error })
      log.error({ error }, 'said')
      log.error(error, 'said')
      log.child({ requestId: 'r' }).error(error)
      log.error({ inner: { failure: error, list: [error] } })
      log.child({ cause: error }).error('said')
    })
    expect(text).not.toContain('ada')
    expect(text.split('observing.test.ts').length).toBeGreaterThan(5)
  })

  it('can be read by a person', async () => {
    const facts = { method: 'GET', route: '/live', status: 200, milliseconds: 1.5, actor: 'anonymous' }
    const text = logged((log) => log.info(facts), true)
    expect(text).toMatch(/^\d\d:\d\d:\d\d info 200 GET \/live 1.5 ms actor=anonymous\n$/)
  })
})

describe('the description of an error', () => {
  it('takes no frames from a message that imitates them', () => {
    const error = new Error('x\n    at ada (/home/ada.ts:1:1)')
    expect(JSON.stringify(describeError(error))).not.toContain('ada')
    expect(describeError(error).frames.length).toBeGreaterThan(0)
  })

  it('follows causes, a few of them, also in a circle', () => {
    const error = new TypeError('a', { cause: new RangeError('b') })
    expect(describeError(error)).toMatchObject({ type: 'TypeError', cause: { type: 'RangeError' } })
    const round = new Error('a')
    round.cause = round
    expect(describeError(round).cause?.cause?.cause?.cause).toBeUndefined()
    expect(describeError(new AggregateError([new RangeError('b')])).cause?.type).toBe('RangeError')
  })

  it('takes codes only when they look like codes', () => {
    const coded = (code: unknown) => describeError(Object.assign(new Error('a'), { code })).code
    expect([coded('23505'), coded(42), coded('ada is ill')]).toEqual(['23505', '42', undefined])
  })
})

describe('the metrics', () => {
  it('count requests by pattern, with one label for all that leads nowhere', async () => {
    const metrics = createMetrics()
    const { edge } = fakeEdge({ metrics })
    for (const path of ['/v1/clinics/a/slots', '/v1/clinics/b/slots', '/x/1', '/x/2'])
      await edge.request(path)
    await edge.request('/v1/clinics', { method: 'BREW' })
    const answer = await edge.request('/metrics')
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(text).toContain(
      'http_requests_total{method="GET",route="/v1/clinics/{clinic}/slots",status="200"} 2',
    )
    expect(text).toContain('http_requests_total{method="GET",route="unmatched",status="404"} 2')
    expect(text).toContain('http_requests_total{method="OTHER",route="unmatched",status="405"} 1')
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/v1/clinics/{clinic}/slots"} 2',
    )
    expect(text).toContain('http_requests_in_flight 1')
    expect(text).toContain('process_cpu_user_seconds_total')
    expect(text).not.toContain('/x/1')
  })

  it('count a request down when its handler fails', async () => {
    const metrics = createMetrics()
    const { edge } = fakeEdge({ metrics, handlers: { live: () => Promise.reject(new Error('no')) } })
    await edge.request('/live')
    expect(await metrics.read()).toContain('http_requests_in_flight 0')
  })

  it('take gauges that are read at each scrape, and forget series that are gone', async () => {
    const metrics = createMetrics()
    const pools = new Map([
      ['east', 3],
      ['west', 1],
    ])
    metrics.addGauge({ name: 'pools', help: 'Pools', read: () => pools.size })
    metrics.addGauge({
      name: 'pool_connections',
      help: 'Connections',
      labels: ['server'],
      read: () => [...pools].map(([server, value]) => ({ labels: { server }, value })),
    })
    expect(await metrics.read()).toContain('pool_connections{server="west"} 1')
    pools.delete('west')
    const text = await metrics.read()
    expect(text).toContain('pools 1')
    expect(text).not.toContain('west')
  })
})
