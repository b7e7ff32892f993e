export { exportPage } from './answers/export-page.ts'
export type { Answer, Call, Handler, Handlers } from './call.ts'
export type { Client } from './client.ts'
export { createEdge } from './create-edge.ts'
export { createEdgeServer } from './create-edge-server.ts'
export { openApiDocument } from './document/openapi.ts'
export type { ClinicSignals, EdgePorts } from './edge-ports.ts'
export {
  createRateLimits,
  defaultLimits,
  type Limits,
  type RateLimitOptions,
  type RateLimits,
} from './limits/create-rate-limits.ts'
export type { Limit } from './limits/attempt-counter.ts'
export { openRateLimitRedis } from './limits/open-rate-limit-redis.ts'
export { readWeb, type Web } from './web/read-web.ts'
export { createLogger, type LoggerOptions } from './observing/create-logger.ts'
export {
  createMetrics,
  type GaugeOptions,
  type GaugeReading,
  type Metrics,
} from './observing/create-metrics.ts'
export { describeError, type ErrorDescription } from './observing/describe-error.ts'
