import { Refusal, type RouteDescription, slug as slugSchema } from '@polyclinic/contract'
import { type Actor, anonymous } from '@polyclinic/guard'
import type { Context } from 'hono'
import type { Logger } from 'pino'
import { answerWriter, type LooseAnswer } from './answers/write-answer.ts'
import { Client } from './client.ts'
import type { EdgePorts } from './edge-ports.ts'
import type { Exchange, Reply } from './exchange.ts'
import type { Respond } from './follow-request.ts'
import { bearerToken } from './input/bearer-token.ts'
import { refuseLargeBody } from './input/read-body.ts'
import { type Input, inputReader } from './input/read-input.ts'
import { admitAttempt, countAttempt, type CountedAttempt } from './limits/admit-attempt.ts'

/** A handler whose route is not known to the compiler any more. */
export type LooseHandler = (call: LooseCall) => Promise<LooseAnswer>

/**
 * Binds a handler to its route. The order is chosen so that nothing tells clinics apart that a caller may not see:
 * who asks, then what is asked (the same verdict for any clinic), and only then which clinic; what lies in it the
 * verb guards itself.
 */
export function serveRoute<Clinic>(
  route: RouteDescription,
  handler: LooseHandler,
  ports: EdgePorts<Clinic>,
): Respond {
  const readInput = inputReader(route)
  const writeAnswer = answerWriter(route, ports.checkAnswers)

  return async (exchange: Exchange, c: Context): Promise<Reply> => {
    refuseLargeBody(exchange.request.headers)
    const actor = await identify(exchange)
    exchange.actorKind = actor.kind
    const { clinic: slug, ...pathParams } = c.req.param() as Record<string, string>
    const input = await readInput(exchange, pathParams)
    const attempt = await admitAttempt(route, input, actor, exchange, ports)
    const clinic = route.scope === 'clinic' ? await findClinic(exchange, slug) : undefined
    const call = new LooseCall(input, actor, clinic, exchange, ports)
    return writeAnswer(await (attempt ? attempt.settleBy(handler(call)) : handler(call)), exchange)
  }

  /** A bad token is refused on public routes too: its owner should learn that it has expired. */
  async function identify({ request }: Exchange): Promise<Actor> {
    const authorization = request.headers.get('authorization')
    if (authorization !== null) return await ports.authenticate(bearerToken(authorization))
    if (route.access === 'signed-in') throw new Refusal('not-signed-in', {})
    return anonymous
  }

  async function findClinic(exchange: Exchange, slug: string | undefined): Promise<Clinic> {
    // what cannot be a slug names no clinic: no need to ask, nor to remember it
    if (slug !== undefined && !slugSchema.safeParse(slug).success) throw new Refusal('clinic-unknown', {})
    const clinic = await ports.resolveClinic({ slug, host: exchange.host })
    exchange.clinicSlug = ports.slugOf?.(clinic)
    return clinic
  }
}

type CallPorts = Pick<EdgePorts<never>, 'log' | 'trustProxy' | 'rateLimits' | 'publicUrl' | 'baseHost'>

class LooseCall {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly ifMatch: number | undefined
  readonly idempotencyKey: string | undefined
  readonly fingerprint: string | undefined
  readonly respondAsync: boolean | undefined
  readonly actor: Actor
  readonly clinic: unknown
  readonly requestId: string
  readonly #exchange: Exchange
  readonly #ports: CallPorts

  constructor(input: Input, actor: Actor, clinic: unknown, exchange: Exchange, ports: CallPorts) {
    this.params = input.params
    this.query = input.query
    this.body = input.body
    this.ifMatch = input.ifMatch
    this.idempotencyKey = input.idempotencyKey
    this.fingerprint = input.fingerprint
    this.respondAsync = input.respondAsync
    this.actor = actor
    this.clinic = clinic
    this.requestId = exchange.requestId
    this.#exchange = exchange
    this.#ports = ports
  }

  get client(): Client {
    return new Client(this.#exchange, this.#ports)
  }

  /** Made when asked for, and fit to be taken apart from the call. */
  get limited() {
    return async <T>(attempt: CountedAttempt, work: () => Promise<T>): Promise<T> => {
      const admitted = await countAttempt(attempt, this.#exchange, this.#ports)
      return admitted.settleBy(work())
    }
  }

  /** Made when asked for: most requests write no line of their own. */
  get log(): Logger {
    return this.#ports.log.child({ requestId: this.requestId })
  }
}
