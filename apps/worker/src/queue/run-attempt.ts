import { giveUpJob, spreadRetry } from '@polyclinic/control'
import { setTimeout as pause } from 'node:timers/promises'
import type { Task as QueueTask } from 'graphile-worker'
import type { Logger } from 'pino'
import type { WorkerMetrics } from '../observing/create-metrics.ts'
import { AttemptFailed } from './attempt-failed.ts'
import type { Task, TaskContext } from './task.ts'
import { withinLimit } from './within-limit.ts'

/** One attempt at a job of this task, as the queue calls it: limited in time, counted, and told to the log by ids. */
export function runAttempt(
  task: Task,
  { context, metrics, log }: { context: TaskContext; metrics: WorkerMetrics; log: Logger },
): QueueTask {
  return async (payload, { job, abortSignal }) => {
    const began = performance.now()
    const facts = { job: job.id, task: task.name, attempt: job.attempts }
    const ended = (outcome: 'done' | 'failed') => {
      const seconds = (performance.now() - began) / 1000
      metrics.attemptEnded(task.name, outcome, seconds)
      return { ...facts, milliseconds: Math.round(seconds * 1000) }
    }
    try {
      const own = { ...context, log: log.child(facts) }
      await withinLimit(task.limitSeconds, abortSignal, (signal) => task.run(own, payload, signal))
      const done = ended('done')
      log.info(done, 'a job is done')
      if (task.rests) await rest(done.milliseconds, abortSignal)
    } catch (err) {
      log.warn({ ...ended('failed'), err }, 'an attempt at a job failed')
      const isLast = job.attempts >= job.max_attempts || lastsForGood(err)
      if (isLast) {
        metrics.jobDied(task.name)
        log.error(facts, 'a job was given up: see "npm run clinics -- jobs list"')
      }
      // where this cannot be written the failure cannot be either, and the watch frees the job
      const { database } = context.control
      await (isLast ? giveUpJob(database, job.id) : spreadRetry(database, job, Math.random)).catch(() => {})
      throw new AttemptFailed(err)
    }
  }
}

/** No other attempt will end otherwise, unless somebody does something about it. */
const lastsForGood = (error: unknown): boolean =>
  (error as { facts?: { lasts?: unknown } }).facts?.lasts === 'for-good'

const longestRest = 1_000

const rest = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  pause(Math.min(milliseconds, longestRest), undefined, { signal }).catch(() => {})
