import {
  clinicPrefix,
  framedPages,
  hostClinicPrefix,
  pathOf,
  type RouteDescription,
  routes,
  webPages,
} from '@polyclinic/contract'
import { Hono } from 'hono'
import { answerUnmatched } from './answer-unmatched.ts'
import { problemIndexPage, problemPage } from './answers/problem-pages.ts'
import { docsFile } from './document/docs-file.ts'
import { documentAnswer } from './document/document-answer.ts'
import type { EdgePorts } from './edge-ports.ts'
import { followRequests } from './follow-request.ts'
import { type LooseHandler, serveRoute } from './serve-route.ts'
import { handOver } from './web/hand-over.ts'
import type { Web } from './web/read-web.ts'
import { fileAnswer, framedAnswer, pageAnswer } from './web/web-answer.ts'

/**
 * Makes the HTTP edge: every route of the contract bound to its handler, and beside them the pages about problems,
 * the OpenAPI document with its reference, and the metrics. Throws when handlers and routes do not match.
 */
export function createEdge<Clinic>(ports: EdgePorts<Clinic>): Hono {
  const edge = new Hono()
  const follow = followRequests(ports)
  const handlers = handlersByRoute(ports.handlers)

  for (const route of Object.values<RouteDescription>(routes)) {
    const respond = serveRoute(route, handlers.get(route.id) as LooseHandler, ports)
    for (const path of mountsOf(route)) {
      edge.on(route.method.toUpperCase(), routerPath(path), follow(respond, path, route.scope))
    }
  }
  mountPages(edge, follow, ports)
  if (ports.web) mountWeb(edge, follow, ports.web, ports)

  const unmatched = answerUnmatched(edge, ports.webOrigins)
  edge.notFound(follow(unmatched, 'unmatched'))
  // whatever is thrown has been answered; this holds should the router itself fail
  edge.onError((error, c) => follow(() => Promise.reject(error), 'unmatched')(c))
  return edge
}

function mountPages<Clinic>(edge: Hono, follow: ReturnType<typeof followRequests>, ports: EdgePorts<Clinic>) {
  const { metrics } = ports
  edge.get('/problems', follow(problemIndexPage, '/problems'))
  edge.get(
    '/problems/:code',
    follow((_, c) => problemPage(c.req.param('code') ?? ''), '/problems/{code}'),
  )
  edge.get('/openapi.json', follow(documentAnswer(), '/openapi.json'))
  edge.get(
    '/docs',
    follow(() => docsFile('index.html'), '/docs'),
  )
  edge.get(
    '/docs/:file',
    follow((_, c) => docsFile(c.req.param('file') ?? ''), '/docs/{file}'),
  )
  const metricsHeaders = { 'content-type': metrics.contentType, 'cache-control': 'no-store' }
  edge.get(
    '/metrics',
    follow(async () => ({ status: 200, headers: metricsHeaders, body: await metrics.read() }), '/metrics'),
  )
}

function mountWeb<Clinic>(
  edge: Hono,
  follow: ReturnType<typeof followRequests>,
  web: Web,
  ports: EdgePorts<Clinic>,
): void {
  for (const [address, file] of web.files)
    edge.get(address, follow(fileAnswer(file, address), '/assets/{file}'))
  const page = pageAnswer(web.index)
  for (const path of webPages) {
    edge.get(
      routerPath(path),
      follow((exchange) => handOver(exchange, ports) ?? page(exchange), path),
    )
  }
  for (const path of framedPages) edge.get(routerPath(path), follow(framedAnswer(web.index), path))
}

/** A clinic's route hangs below its name, and without it on the clinic's own host. */
const mountsOf = (route: RouteDescription): string[] =>
  route.scope === 'clinic'
    ? [`${clinicPrefix}${route.path}`, `${hostClinicPrefix}${route.path}`]
    : [pathOf(route)]

const routerPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

function handlersByRoute(handlers: object): Map<string, LooseHandler> {
  const given = new Map<string, LooseHandler>(Object.entries(handlers))
  const missing = Object.keys(routes).filter((id) => typeof given.get(id) !== 'function')
  const unknown = [...given.keys()].filter((id) => !Object.hasOwn(routes, id))
  if (missing.length > 0) throw new Error(`Write a handler for: ${missing.join(', ')}.`)
  if (unknown.length > 0) throw new Error(`No route of the contract has the name: ${unknown.join(', ')}.`)
  return given
}
