import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { Refusal, type Scope } from '@polyclinic/contract'
import { corsHeaders } from './answers/cors-headers.ts'
import { problemAnswer } from './answers/problem-answer.ts'
import { apiSecurityHeaders } from './answers/security-headers.ts'
import { toRefusal } from './answers/to-refusal.ts'
import type { EdgePorts } from './edge-ports.ts'
import { type Exchange, openExchange, type Reply } from './exchange.ts'
import { describeError } from './observing/describe-error.ts'

export type Respond = (exchange: Exchange, c: Context) => Reply | Promise<Reply>
type Observers = Pick<EdgePorts<unknown>, 'log' | 'metrics' | 'production' | 'requestId' | 'webOrigins'>

/** nginx's number for a caller who left before the answer; nobody receives it, the log and the metrics do. */
const clientGone = 499

/**
 * Gives what wraps every answer of the edge: the request's id, the security headers, problems for whatever is
 * thrown, one log line and the metrics. One wrapper in place of a chain of middleware: nothing here waits.
 */
export function followRequests(observers: Observers) {
  const { log, metrics } = observers
  const security = apiSecurityHeaders(observers.production)
  const { 'x-frame-options': _, ...framedSecurity } = security
  const cors = corsHeaders(observers.webOrigins)
  const makeId = observers.requestId ?? randomUUID

  return (respond: Respond, pattern: string | ((c: Context) => string), scope: Scope = 'service') =>
    (c: Context): Response | Promise<Response> => {
      metrics.requestBegan()
      const place = {
        pattern: typeof pattern === 'string' ? pattern : pattern(c),
        scope,
        socketAddress: c.env?.incoming?.socket?.remoteAddress as string | undefined,
      }
      const exchange = openExchange(c.req.raw, place, makeId)
      const end = (reply: Reply) => finish(exchange, reply)
      const fail = (error: unknown) => end(replyToError(exchange, error))
      try {
        const reply = respond(exchange, c)
        return reply instanceof Promise ? reply.then(end).catch(fail) : end(reply)
      } catch (error) {
        return fail(error)
      }
    }

  function replyToError(exchange: Exchange, error: unknown): Reply {
    const refusal = toRefusal(error, exchange.scope)
    if (refusal) return problemAnswer(refusal, exchange)
    if (exchange.request.signal.aborted) return { status: clientGone, headers: {}, body: null }
    log.error({ requestId: exchange.requestId, error: describeError(error) }, 'request failed')
    return problemAnswer(new Refusal('internal-error', {}), exchange)
  }

  function finish(exchange: Exchange, reply: Reply): Response {
    const { requestId, pattern } = exchange
    const milliseconds = performance.now() - exchange.began
    const headers = {
      ...(reply.framed ? framedSecurity : security),
      ...exchange.headers,
      ...reply.headers,
      ...cors.ofAnswer(exchange.request, reply.headers['vary']),
      'x-request-id': requestId,
    }
    const response = new Response(reply.body, { status: reply.status, headers })
    metrics.requestEnded(exchange.request.method, pattern, reply.status, milliseconds / 1000)
    log.info({
      requestId,
      method: exchange.request.method,
      route: pattern,
      status: reply.status,
      milliseconds: Math.round(milliseconds * 100) / 100,
      clinic: exchange.clinicSlug,
      actor: exchange.actorKind,
    })
    return response
  }
}
