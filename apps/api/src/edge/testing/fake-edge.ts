import { Refusal, routes } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { Hono } from 'hono'
import type { Handlers } from '../call.ts'
import { createEdge } from '../create-edge.ts'
import type { ClinicSignals, EdgePorts } from '../edge-ports.ts'
import { createRateLimits } from '../limits/create-rate-limits.ts'
import { createLogger } from '../observing/create-logger.ts'
import { createMetrics } from '../observing/create-metrics.ts'

export interface FakeClinic {
  readonly slug: string
}

export const patient: Actor = {
  kind: 'account',
  accountId: '0198-account',
  patientId: '0198-patient',
  operator: false,
  memberships: [],
}
export const bearerHeader = { authorization: 'Bearer good-token' }
export const jsonHeader = { 'content-type': 'application/json' }
export const someId = '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e'

export interface FakeEdge {
  readonly edge: Hono
  /** Lines of the log, as they were written. */
  readonly lines: string[]
  readonly calls: { id: string; call: Record<string, unknown> }[]
  readonly resolved: ClinicSignals[]
}

type Overrides = Partial<Omit<EdgePorts<FakeClinic>, 'handlers'>> & {
  readonly handlers?: Partial<Handlers<FakeClinic>>
}

/** An edge with a handler behind each route that notes its call and answers `{}`, unless the test brings another. */
export function fakeEdge({ handlers = {}, ...ports }: Overrides = {}): FakeEdge {
  const lines: string[] = []
  const calls: FakeEdge['calls'] = []
  const resolved: ClinicSignals[] = []
  const noting = Object.keys(routes).map((id) => [
    id,
    async (call: Record<string, unknown>) => {
      calls.push({ id, call })
      return { body: {} }
    },
  ])
  const edge = createEdge<FakeClinic>({
    handlers: { ...Object.fromEntries(noting), ...handlers } as Handlers<FakeClinic>,
    authenticate: async (token) => {
      if (token !== 'good-token') throw new Refusal('not-signed-in', {})
      return patient
    },
    resolveClinic: async (signals) => {
      resolved.push(signals)
      if (signals.slug === 'nowhere') throw new Refusal('clinic-unknown', {})
      return { slug: signals.slug ?? (signals.host.split('.')[0] as string) }
    },
    slugOf: ({ slug }) => slug,
    log: createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } }),
    metrics: createMetrics(),
    rateLimits: createRateLimits({ accountKey: 'a key for tests' }),
    trustProxy: false,
    publicUrl: 'http://localhost:8080',
    baseHost: 'localhost',
    production: false,
    ...ports,
  })
  return { edge, lines, calls, resolved }
}
