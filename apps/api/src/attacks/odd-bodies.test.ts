import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Attacked, routesWithBody, startAttacked } from './attacked-service.ts'

let attacked: Attacked
beforeAll(async () => {
  attacked = await startAttacked()
})
afterAll(() => attacked?.[Symbol.asyncDispose]())

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const longName = JSON.stringify({ name: 'x'.repeat(60_000) })

/** Bodies that no route takes, and what each is answered with. */
const odd: readonly (readonly [name: string, body: string, type: string, statuses: readonly number[]])[] = [
  ['ten thousand nested lists', nested(10_000), 'application/json', [400]],
  [
    'ten thousand nested objects',
    `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    'application/json',
    [400],
  ],
  ['more than we read', JSON.stringify({ name: 'x'.repeat(70_000) }), 'application/json', [413]],
  ['a very long name', longName, 'application/json', [400]],
  ['a list', '[]', 'application/json', [400]],
  ['null', 'null', 'application/json', [400]],
  ['a number beyond all numbers', '{"a":1e999,"minutes":1e999,"limit":-1e999}', 'application/json', [400]],
  ['nothing', '', 'application/json', [400]],
  ['half of it', '{"a":', 'application/json', [400]],
  ['the same field twice', '{"a":1,"a":2}', 'application/json', [400]],
  ['a zero character', '{"a":"\\u0000"}', 'application/json', [400]],
  ['half a surrogate pair', '{"\\ud800":"\\ud800"}', 'application/json', [400]],
  ['a form', 'name=x&role=admin', 'application/x-www-form-urlencoded', [415]],
  ['XML', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', 'application/xml', [415]],
  ['plain text', '{}', 'text/plain', [415]],
  ['another charset', '{}', 'application/json; charset=utf-16', [415]],
  ['no type', '{}', '', [415]],
]

describe('a body', () => {
  it.each(odd)('of %s is refused by every route as a problem', async (_, body, type, statuses) => {
    const told = await Promise.all(
      routesWithBody.map(async (id) => {
        const question = await attacked.question(id)
        const headers = { ...question.headers, 'content-type': type }
        const { status, problem } = await attacked.service.ask(id, { ...question, body, headers } as never)
        return statuses.includes(status) && problem.status === status ? [] : [`${id}: ${status}`]
      }),
    )
    expect(told.flat()).toEqual([])
  })
})

describe('bytes that are no proper request', () => {
  it.each([
    [
      'invalid UTF-8',
      Buffer.concat([head(8), Buffer.from([0x22, 0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x22])]),
    ],
    [
      'a header of 40 kB',
      Buffer.from(`GET /v1/clinics HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`),
    ],
    [
      'two lengths',
      Buffer.from(
        'POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}abc',
      ),
    ],
    [
      'a length and chunks',
      Buffer.from(
        'POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      ),
    ],
    ['no host', Buffer.from('GET /v1/clinics HTTP/1.1\r\n\r\n')],
    [
      'a host of two',
      Buffer.from('GET /v1/clinics HTTP/1.1\r\nHost: alpha.localhost\r\nHost: beta.localhost\r\n\r\n'),
    ],
  ])('%s are refused', async (_, bytes) => {
    const answer = await sendRaw(bytes)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
  })
})

function head(length: number): Buffer {
  return Buffer.from(
    `POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`,
  )
}

async function sendRaw(bytes: Buffer): Promise<string> {
  const socket = connect(attacked.service.api.port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(bytes)
  const [first] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return first.toString('latin1')
}
