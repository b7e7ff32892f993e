import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface WorkerMetrics {
  attemptEnded(task: string, outcome: 'done' | 'failed', seconds: number): void
  jobFreed(task: string): void
  /** It became a dead letter. */
  jobDied(task: string): void
  /** `failed` ones are tried again. */
  mailEnded(outcome: 'sent' | 'refused' | 'failed'): void
  /** `dropped` ones say what is not so any more, or have no way; `failed` ones are tried again. */
  noticeEnded(outcome: 'sent' | 'refused' | 'dropped' | 'failed', count: number): void
  /** In the text format of Prometheus */
  read(): Promise<string>
}

/** @param deadLetters asked at each scrape; one that fails leaves the gauge without a value */
export function createMetrics(deadLetters: () => Promise<{ task: string; count: number }[]>): WorkerMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const labelNames = ['task', 'outcome'] as const
  const attempts = new Counter({
    name: 'job_attempts_total',
    help: 'Attempts at jobs',
    labelNames,
    registers,
  })
  const durations = new Histogram({
    name: 'job_attempt_duration_seconds',
    help: 'How long attempts took',
    labelNames: ['task'] as const,
    buckets: [0.01, 0.05, 0.2, 1, 5, 20, 60, 150],
    registers,
  })
  const counter = (name: string, help: string) =>
    new Counter({ name, help, labelNames: ['task'] as const, registers })
  const freed = counter('jobs_freed_total', 'Jobs that nobody was at, of killed workers mostly')
  const died = counter('jobs_died_total', 'Jobs that were given up')
  const mails = new Counter({
    name: 'mails_total',
    help: 'Attempts at mails: sent, refused for good, or failed and to be tried again',
    labelNames: ['outcome'] as const,
    registers,
  })
  const notices = new Counter({
    name: 'notices_total',
    help: 'Notices: sent, refused for good, dropped because nobody is to be told, or failed and to be tried again',
    labelNames: ['outcome'] as const,
    registers,
  })
  new Gauge({
    name: 'dead_letters',
    help: 'Jobs that were given up and wait for somebody',
    labelNames: ['task'] as const,
    registers,
    async collect() {
      const found = await deadLetters().catch(() => [])
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
    noticeEnded: (outcome, count) => notices.inc({ outcome }, count),
    read: () => registry.metrics(),
  }
}
