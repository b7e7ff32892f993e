import type { Actor } from '@polyclinic/guard'
import type { Logger } from 'pino'
import type { Handlers } from './call.ts'
import type { RateLimits } from './limits/create-rate-limits.ts'
import type { Metrics } from './observing/create-metrics.ts'
import type { Web } from './web/read-web.ts'

/** How a request names its clinic. */
export interface ClinicSignals {
  /** From the path, well-formed; absent where only the host names the clinic. */
  readonly slug?: string
  /** Lower case, without port. */
  readonly host: string
}

/** All that the edge needs from the rest of the API. */
export interface EdgePorts<Clinic> {
  readonly handlers: Handlers<Clinic>
  /** Throws `Refusal('not-signed-in')` for a token that does not count. */
  readonly authenticate: (token: string) => Promise<Actor>
  /** Looks the clinic up without leasing a connection: an anonymous caller must not exhaust its pool. */
  readonly resolveClinic: (signals: ClinicSignals) => Promise<Clinic>
  /** The clinic's name in the log line of a request. */
  readonly slugOf?: (clinic: Clinic) => string
  readonly log: Logger
  readonly metrics: Metrics
  readonly rateLimits: RateLimits
  /** How many proxies of ours stand in front (`true` is one); `X-Forwarded-For` is believed only as far. */
  readonly trustProxy: boolean | number
  /** The address people use: its scheme and host are ours, and what lies below the base host. */
  readonly publicUrl: string
  readonly baseHost: string
  /** Other origins whose pages may read our answers, exactly as browsers send them; none unless told. */
  readonly webOrigins?: readonly string[]
  /** The built screens; without them the API stands alone. */
  readonly web?: Web
  readonly production: boolean
  /** Makes the id of a request that brings none. */
  readonly requestId?: () => string
  /** Holds every answer against the contract and fails loudly: for tests, since it costs time. */
  readonly checkAnswers?: boolean
}
