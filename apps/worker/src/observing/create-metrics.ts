import type { DeliveryOutcome } from '@polyclinic/contract'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type CarriedPage, relayMetrics } from './relay-metrics.ts'

export interface WorkerMetrics {
  attemptEnded(task: string, outcome: 'done' | 'failed', seconds: number): void
  jobFreed(task: string): void
  /** It became a dead letter. */
  jobDied(task: string): void
  /** `failed` ones are tried again. */
  mailEnded(outcome: 'sent' | 'refused' | 'failed'): void
  eventsCarried(page: CarriedPage): void
  /** One attempt at a webhook */
  deliveryEnded(outcome: DeliveryOutcome): void
  webhookStopped(why: 'gone' | 'failing'): void
  streamed(outcome: 'added' | 'failed', count: number): void
  /** `dropped` ones say what is not so any more, or have no way; `failed` ones are tried again. */
  noticeEnded(outcome: 'sent' | 'refused' | 'dropped' | 'failed', count: number): void
  /** In the text format of Prometheus */
  read(): Promise<string>
}

/** Asked at each scrape; one that fails leaves its gauge without a value. */
export interface Waiting {
  deadLetters(): Promise<{ task: string; count: number }[]>
  eventsSetAside(): Promise<number>
}

export function createMetrics(waiting: Waiting): WorkerMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers })
  const attempts = counter('job_attempts_total', 'Attempts at jobs', 'task', 'outcome')
  const durations = new Histogram({
    name: 'job_attempt_duration_seconds',
    help: 'How long attempts took',
    labelNames: ['task'] as const,
    buckets: [0.01, 0.05, 0.2, 1, 5, 20, 60, 150],
    registers,
  })
  const freed = counter('jobs_freed_total', 'Jobs that nobody was at, of killed workers mostly', 'task')
  const died = counter('jobs_died_total', 'Jobs that were given up', 'task')
  const mails = counter(
    'mails_total',
    'Attempts at mails: sent, refused for good, or failed and to be tried again',
    'outcome',
  )
  const events = relayMetrics(registry, waiting.eventsSetAside)
  const deliveries = counter(
    'webhook_attempts_total',
    'Attempts to send an event to an endpoint of a clinic, by how they ended',
    'outcome',
  )
  const stopped = counter('webhooks_stopped_total', 'Endpoints that nothing is sent to any more', 'why')
  const notices = counter(
    'notices_total',
    'Notices: sent, refused for good, dropped because nobody is to be told, or failed and to be tried again',
    'outcome',
  )
  const streamed = counter(
    'stream_events_total',
    'Events added to the stream in Redis, or that could not be and are tried again',
    'outcome',
  )
  new Gauge({
    name: 'dead_letters',
    help: 'Jobs that were given up and wait for somebody',
    labelNames: ['task'] as const,
    registers,
    async collect() {
      const found = await waiting.deadLetters().catch(() => [])
      this.reset()
      for (const { task, count } of found) this.set({ task }, count)
    },
  })
  return {
    attemptEnded(task, outcome, seconds) {
      attempts.inc({ task, outcome })
      durations.observe({ task }, seconds)
    },
    jobFreed: (task) => freed.inc({ task }),
    jobDied: (task) => died.inc({ task }),
    mailEnded: (outcome) => mails.inc({ outcome }),
    eventsCarried: events,
    deliveryEnded: (outcome) => deliveries.inc({ outcome }),
    webhookStopped: (why) => stopped.inc({ why }),
    streamed: (outcome, count) => streamed.inc({ outcome }, count),
    noticeEnded: (outcome, count) => notices.inc({ outcome }, count),
    read: () => registry.metrics(),
  }
}
