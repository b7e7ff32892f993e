import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import {
  clinicPrefix,
  hostClinicPrefix,
  type Problem,
  type RouteDescription,
  type Routes,
  routes,
} from '@polyclinic/contract'
import type { z } from 'zod'

/** One request, in the words of its route. */
export interface Question {
  /** Names the clinic in the path; without it only the host names one. */
  readonly clinic?: string | undefined
  /** The Host header, where it is not the address itself */
  readonly host?: string | undefined
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: unknown
  readonly token?: string | undefined
  readonly ifMatch?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

export interface Reply<Body> {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** What the contract promises for a success. */
  readonly body: Body
  /** The problem that the answer must be; throws for anything else. */
  readonly problem: Problem & { readonly [fact: string]: any }
}

type BodyOf<R> = R extends { success: { body: infer S extends z.ZodType } } ? z.output<S> : undefined

export interface Asking extends Disposable {
  ask<K extends keyof Routes>(id: K, question?: Question): Promise<Reply<BodyOf<Routes[K]>>>
  /** A request that no route describes. */
  send(method: string, path: string, question?: Question): Promise<Reply<any>>
}

/** A small client for tests. `fetch` would not do: it lets nobody choose the Host header. */
export function askOverHttp(port: number): Asking {
  const agent = new Agent({ keepAlive: true })
  const send = (method: string, path: string, question: Question = {}) =>
    exchange(agent, port, method, path, question)
  return {
    send,
    ask: (id, question = {}) =>
      send(routes[id].method.toUpperCase(), addressOf(routes[id], question), question),
    [Symbol.dispose]: () => agent.destroy(),
  }
}

function addressOf(route: RouteDescription, { clinic, params = {}, query }: Question): string {
  const prefix = clinic === undefined ? hostClinicPrefix : clinicPrefix.replace('{clinic}', clinic)
  const path = (route.scope === 'clinic' ? prefix : '') + route.path
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) search.set(name, String(value))
  return search.size > 0 ? `${filled}?${search}` : filled
}

let asked = 0

async function exchange(
  agent: Agent,
  port: number,
  method: string,
  path: string,
  question: Question,
): Promise<Reply<any>> {
  const { body, token, host, ifMatch } = question
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const headers = {
    // each request from a place of its own, so that the limits of one test do not meet those of another
    'x-forwarded-for': `2001:db8:${(++asked >> 8).toString(16)}:${(asked & 255).toString(16)}::1`,
    ...(text !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    }),
    ...(token && { authorization: `Bearer ${token}` }),
    ...(ifMatch && { 'if-match': ifMatch }),
    ...(host && { host }),
    ...question.headers,
  }
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request({ agent, host: '127.0.0.1', port, method, path, headers }, resolve)
    outgoing.on('error', reject).end(text)
  })
  const chunks = isEndless(answer) ? [await beginningOf(answer)] : await answer.toArray()
  return replyOf(answer, Buffer.concat(chunks).toString('utf8'))
}

const isEndless = ({ headers }: IncomingMessage): boolean =>
  String(headers['content-type']).startsWith('text/event-stream')

/** What has come at once; then the reader leaves. */
async function beginningOf(answer: IncomingMessage): Promise<Buffer> {
  for await (const chunk of answer) return chunk
  return Buffer.alloc(0)
}

function replyOf({ statusCode = 0, headers }: IncomingMessage, text: string): Reply<any> {
  const type = String(headers['content-type'])
  return {
    status: statusCode,
    headers,
    text,
    get body() {
      return type === 'application/json' ? JSON.parse(text) : undefined
    },
    get problem() {
      if (type !== 'application/problem+json') throw new Error(`No problem: ${statusCode} ${type} ${text}`)
      return JSON.parse(text)
    },
  }
}
