import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface GaugeReading {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface GaugeOptions {
  /** In Prometheus' manner: `clinic_pool_connections`. */
  readonly name: string
  readonly help: string
  readonly labels?: readonly string[]
  /** Asked at each scrape. */
  readonly read: () => number | Iterable<GaugeReading>
}

export interface Metrics {
  readonly contentType: string
  requestBegan(): void
  /** @param route the pattern, so that the number of series stays bounded */
  requestEnded(method: string, route: string, status: number, seconds: number): void
  addGauge(options: GaugeOptions): void
  /** All metrics in Prometheus' text format. */
  read(): Promise<string>
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Makes a registry of its own, so that two APIs in one process do not count for each other. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the arrival of the headers to the answer',
    labelNames: ['method', 'route'],
    buckets,
    registers,
  })
  const inFlight = new Gauge({ name: 'http_requests_in_flight', help: 'Requests being answered', registers })
  return {
    contentType: registry.contentType,
    requestBegan: () => inFlight.inc(),
    requestEnded(method, route, status, seconds) {
      const known = knownMethods.has(method) ? method : 'OTHER'
      inFlight.dec()
      requests.inc({ method: known, route, status }, 1)
      durations.observe({ method: known, route }, seconds)
    },
    addGauge: (options) => addGauge(registry, options),
    read: () => registry.metrics(),
  }
}

function addGauge(registry: Registry, { name, help, labels = [], read }: GaugeOptions): void {
  new Gauge({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
    collect() {
      const reading = read()
      // a series that is gone (a closed pool) must not keep its last value
      this.reset()
      if (typeof reading === 'number') this.set(reading)
      else for (const { labels: of, value } of reading) this.set(of, value)
    },
  })
}
