import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Refusal } from '@polyclinic/contract'
import type { Hono } from 'hono'
import { problemAnswer } from './answers/problem-answer.ts'

/**
 * In milliseconds. A connection at rest is kept longer than proxies keep theirs (nginx 60 s): were we the first to hang
 * up, a request sent at that moment would be lost, and a proxy repeats no POST.
 */
const timeouts = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 75_000 }

/**
 * Puts an edge behind Node's HTTP server, not yet listening. What is broken before it reaches a route (an odd Host, a
 * request that is not HTTP) is answered by a problem too, and a sender who dawdles is cut off.
 */
export function createEdgeServer(edge: Hono): Server {
  const listener = getRequestListener(edge.fetch, { errorHandler: brokenRequest })
  const server = createServer(timeouts, (incoming, outgoing) => {
    if (!namesTwoHosts(incoming.rawHeaders)) return listener(incoming, outgoing)
    const { status, headers, body } = brokenRequestReply()
    outgoing.writeHead(status, { ...headers, connection: 'close' }).end(body)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    const { status, headers, body } = brokenRequestReply()
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const length = Buffer.byteLength(String(body))
    socket.end(
      `HTTP/1.1 ${status} Bad Request\r\n${lines.join('')}connection: close\r\ncontent-length: ${length}\r\n\r\n${body}`,
    )
  })
  return server
}

/** Node takes the first of two, a proxy before us perhaps the other: each would see another clinic (RFC 9112, 3.2). */
function namesTwoHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0
  for (let nth = 0; nth < rawHeaders.length; nth += 2) {
    const name = rawHeaders[nth] as string
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++
  }
  return hosts > 1
}

function brokenRequest(): Response {
  const { status, headers, body } = brokenRequestReply()
  return new Response(body, { status, headers })
}

function brokenRequestReply() {
  const issues = [{ pointer: '', message: 'is not a request line with a proper Host' }]
  return problemAnswer(new Refusal('invalid-request', { issues }), {
    requestId: randomUUID(),
    pattern: '/',
    path: '/',
  })
}
