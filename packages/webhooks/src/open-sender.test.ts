import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWebhookSender, type SenderOptions } from './open-sender.ts'

const secret = `whsec_${Buffer.from('a'.repeat(32)).toString('base64')}`
const former = `whsec_${Buffer.from('b'.repeat(32)).toString('base64')}`
const id = '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e'
const body = JSON.stringify({ specversion: '1.0', id })

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly text: string
}
let server: Server
let received: Received[]
let answer: RequestListener
beforeEach(async () => {
  received = []
  answer = (_request, response) => response.end('thanks')
  server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    received.push({ headers: request.headers, text })
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const port = () => (server.address() as AddressInfo).port
const sendTo = (host: string, over: Partial<SenderOptions> = {}) =>
  openWebhookSender({ local: true, limitMilliseconds: 5_000, ...over }).send({
    url: `http://${host}:${port()}/hook`,
    secrets: [secret, former],
    id,
    body,
  })
const send = (over: Partial<SenderOptions> = {}) => sendTo('127.0.0.1', over)

describe('an event', () => {
  it('arrives whole, and receivers verify it with the secret they know', async () => {
    expect(await send()).toEqual({ outcome: 'delivered', status: 200 })
    const [{ headers, text }] = received as [Received]
    expect(text).toBe(body)
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
    for (const known of [secret, former])
      expect(new Webhook(known).verify(text, headers as Record<string, string>)).toEqual(JSON.parse(body))
    const stranger = `whsec_${Buffer.from('c'.repeat(32)).toString('base64')}`
    expect(() => new Webhook(stranger).verify(text, headers as Record<string, string>)).toThrow(
      'No matching signature found',
    )
    expect(() => new Webhook(secret).verify(`${text} `, headers as Record<string, string>)).toThrow(
      'No matching signature found',
    )
  })

  it.each([
    [204, 'delivered'],
    [301, 'redirect'],
    [307, 'redirect'],
    [400, 'refused'],
    [410, 'gone'],
    [500, 'refused'],
  ])('answered with %i is %s', async (status, outcome) => {
    answer = (_request, response) =>
      response.writeHead(status, { location: `http://127.0.0.1:${port()}/` }).end()
    expect(await send()).toEqual({ outcome, status })
    // a redirect leads nowhere
    expect(received).toHaveLength(1)
  })

  it.each([
    ['120', 120],
    [new Date(Date.now() + 300_000).toUTCString(), 300],
    ['soon', undefined],
    ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
  ])('is let alone for as long as a receiver asks who says Retry-After: %s', async (header, seconds) => {
    answer = (_request, response) => response.writeHead(429, { 'retry-after': header }).end()
    const { retryAfter, ...rest } = await send()
    expect(rest).toEqual({ outcome: 'refused', status: 429 })
    if (seconds === undefined) expect(retryAfter).toBeUndefined()
    else expect(Math.abs((retryAfter ?? 0) - seconds)).toBeLessThan(30)
  })

  it('that is not answered in time, cut off, or meets nobody says so', async () => {
    answer = () => {}
    expect(await send({ limitMilliseconds: 150 })).toEqual({ outcome: 'timeout' })
    answer = (request) => request.socket.destroy()
    expect(await send()).toEqual({ outcome: 'unreachable' })
    answer = (_request, response) => response.writeHead(101, { connection: 'upgrade', upgrade: 'x' }).end()
    expect((await send({ limitMilliseconds: 500 })).outcome).toMatch(/unreachable|timeout/)
    const url = 'http://127.0.0.1:1/'
    const sender = openWebhookSender({ local: true, limitMilliseconds: 500 })
    expect(await sender.send({ url: url.replace(':1/', ':1025/'), secrets: [secret], id, body })).toEqual({
      outcome: 'unreachable',
    })
  })

  it('is not kept waiting by an answer without an end, or one that drips', async () => {
    answer = (_request, response) => {
      const more = () => response.write('x'.repeat(10_000), () => response.destroyed || setImmediate(more))
      more()
    }
    expect(await send()).toEqual({ outcome: 'delivered', status: 200 })
    answer = (_request, response) => response.writeHead(200).write('x')
    expect(await send({ limitMilliseconds: 150 })).toEqual({ outcome: 'delivered', status: 200 })
  })
})

describe('a name', () => {
  it('that leads inside is not connected to, with whichever of its addresses', async () => {
    const inside = [
      ['10.0.0.1'],
      ['169.254.169.254'],
      ['1.1.1.1', '192.168.0.1'],
      ['::ffff:127.0.0.1'],
      ['fe80::1%eth0'],
      ['not an address'],
    ]
    for (const addresses of inside) {
      const resolve = async () => addresses
      expect(await sendTo('hooks.example.org', { local: false, resolve })).toEqual({
        outcome: 'address-refused',
      })
      expect(await senderOf(resolve)('https://hooks.example.org/')).toEqual({ outcome: 'address-refused' })
    }
    expect(received).toEqual([])
  })

  it('is looked up once: what was checked is connected to, whatever the name says by then', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    let asked = 0
    const resolve = async () => answers[asked++] ?? []
    expect(await sendTo('rebinding.example.org', { resolve })).toEqual({ outcome: 'delivered', status: 200 })
    expect([asked, received[0]?.headers.host]).toEqual([1, `rebinding.example.org:${port()}`])
    // the next attempt checks anew
    expect(await sendTo('rebinding.example.org', { resolve })).toEqual({ outcome: 'address-refused' })
    expect(received).toHaveLength(1)
  })

  it('that nobody knows, or whose name server hangs, is said to be so', async () => {
    expect(await senderOf(async () => [])('https://hooks.example.org/')).toEqual({ outcome: 'unresolved' })
    const hangs = () => new Promise<never>(() => {})
    expect(await senderOf(hangs)('https://hooks.example.org/')).toEqual({ outcome: 'timeout' })
  })
})

it('no proxy of the environment is asked', async () => {
  process.env['HTTP_PROXY'] = 'http://127.0.0.1:1025'
  process.env['NODE_USE_ENV_PROXY'] = '1'
  expect(await send()).toEqual({ outcome: 'delivered', status: 200 })
  delete process.env['HTTP_PROXY']
  delete process.env['NODE_USE_ENV_PROXY']
})

it('a certificate that nobody vouches for is refused', async () => {
  // what speaks no TLS has none
  const sender = openWebhookSender({ local: true, limitMilliseconds: 2_000 })
  const message = { url: `https://127.0.0.1:${port()}/`, secrets: [secret], id, body }
  expect((await sender.send(message)).outcome).toMatch(/tls-failed|unreachable/)
  expect(received).toEqual([])
})

const senderOf = (resolve: NonNullable<SenderOptions['resolve']>) => (url: string) =>
  openWebhookSender({ local: false, limitMilliseconds: 300, resolve }).send({
    url,
    secrets: [secret],
    id,
    body,
  })
