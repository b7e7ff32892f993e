import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** How a page of events went. */
export interface CarriedPage {
  readonly fresh: number
  readonly repeated: number
  readonly setAside: number
  /** How long each fresh one took from the clinic to here, in seconds */
  readonly lags: readonly number[]
}

/**
 * What the relay tells of itself.
 * @param eventsSetAside asked at each scrape; where that fails the gauge has no value
 */
export function relayMetrics(
  registry: Registry,
  eventsSetAside: () => Promise<number>,
): (page: CarriedPage) => void {
  const registers = [registry]
  const events = new Counter({
    name: 'relay_events_total',
    help: 'Events that were carried over, that came again, or that were set aside',
    labelNames: ['outcome'] as const,
    registers,
  })
  const lag = new Histogram({
    name: 'relay_lag_seconds',
    help: "From an event at a clinic to the commit of its effects in the control plane, by the databases' clocks",
    buckets: [0.05, 0.1, 0.25, 0.5, 0.75, 1, 2, 5, 15, 60, 300, 3_600],
    registers,
  })
  const pages = new Histogram({
    name: 'relay_page_events',
    help: 'Events that were found at a clinic at once; 200 where more wait behind them',
    buckets: [1, 5, 20, 50, 100, 199, 200],
    registers,
  })
  new Gauge({
    name: 'events_set_aside',
    help: 'Events that could not be carried over and wait for somebody',
    registers,
    async collect() {
      this.reset()
      const count = await eventsSetAside().catch(() => undefined)
      if (count === undefined) this.remove()
      else this.set(count)
    },
  })
  return ({ fresh, repeated, setAside, lags }) => {
    events.inc({ outcome: 'carried' }, fresh)
    events.inc({ outcome: 'repeated' }, repeated)
    events.inc({ outcome: 'set-aside' }, setAside)
    pages.observe(fresh + repeated + setAside)
    for (const seconds of lags) lag.observe(seconds)
  }
}
