import { EventEmitter, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { parseCrontab, run, type WorkerEvents, type WorkerPool } from 'graphile-worker'
import { keepWatch, type Watch } from '@polyclinic/control'
import type { OpenDatabase } from '@polyclinic/postgres'
import type { Logger } from 'pino'
import type { WorkerMetrics } from '../observing/create-metrics.ts'
import { type JobsUnderWay, jobsUnderWay } from './jobs-under-way.ts'
import { quietLogger } from './quiet-logger.ts'
import { runAttempt } from './run-attempt.ts'
import type { Task, TaskContext } from './task.ts'

export interface QueueOptions {
  /** The control plane, as the role that processes use */
  readonly database: OpenDatabase
  /** The same for taking jobs and for noting their ends: what a crashed server forgets of that is done again */
  readonly taking: OpenDatabase
  readonly tasks: readonly Task[]
  /** Times are UTC. */
  readonly crontab: string
  readonly context: TaskContext
  /** Jobs at the same time */
  readonly concurrency: number
  /** Between two looks for workers that were killed */
  readonly watchMilliseconds: number
  readonly metrics: WorkerMetrics
  readonly log: Logger
}

export interface Runner {
  readonly watch: Watch
  /** Resolves when it has ended, for whatever reason; no job of it is under way then. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** A little longer than a statement waits for its answer */
const answerMilliseconds = 7_000
/** A little longer than it waits for a connection besides */
const writingMilliseconds = 17_000

/** The queue is not there, or older than this code. */
export class QueueNotInstalled extends Error {
  override readonly name = 'QueueNotInstalled'
  readonly code = 'queue-not-installed'

  constructor(cause: unknown) {
    super(
      'The queue of the control plane is missing or older than this code needs: run "npm run clinics -- list" once, which brings it up.',
      { cause },
    )
  }
}

/**
 * Begins to take jobs, with a watch that shows as long as it does so that its worker is alive.
 * @throws QueueNotInstalled, DatabaseUnavailable
 */
export async function openRunner(options: QueueOptions): Promise<Runner> {
  const { taking, log } = options
  const events: WorkerEvents = new EventEmitter()
  const underWay = jobsUnderWay(events)
  let watch: Watch | undefined
  let pool: WorkerPool | undefined
  const stopping = Promise.withResolvers<void>()
  events.once('pool:create', ({ workerPool }) => {
    pool = workerPool
    watch = watchOver(options, workerPool.id, underWay)
  })
  const runner = await run({
    pgPool: taking.pool,
    taskList: taskList(options),
    parsedCronItems: parseCrontab(options.crontab),
    concurrency: options.concurrency,
    // our process answers its signals itself
    noHandleSignals: true,
    logger: quietLogger(log),
    events,
    preset: {
      // without batches an error in noting the end of a job would end the process; so it ends the runner
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      plugins: [waitingFor(() => Promise.race([watch?.begun, stopping.promise]))],
    },
  }).catch((error: unknown) => Promise.reject(explain(error)))
  if (!watch || !pool) throw new Error('graphile-worker made no pool')
  // its clock, where the control plane is away, sleeps for up to a minute before it hears that it is over
  runner.promise.catch(() => {})
  const failed = pool.promise.catch((err: unknown) => log.warn({ err }, 'the queue runner failed'))
  const ended = Promise.race([failed, drained(events, underWay)])
  return {
    watch,
    ended,
    async stop() {
      stopping.resolve()
      // refused by one that has ended by itself
      runner.stop().catch(() => {})
      await ended
    },
  }
}

/**
 * Its pool counts wrongly after an error in noting the end of a job and may never say that it has ended: once it takes
 * no more and nothing runs, it is given as long as writing down an end may take.
 */
async function drained(events: WorkerEvents, underWay: JobsUnderWay): Promise<void> {
  await once(events, 'pool:gracefulShutdown')
  await underWay.idle()
  await pause(writingMilliseconds, undefined, { ref: false })
}

function watchOver(
  { database, watchMilliseconds, metrics, log }: QueueOptions,
  workerId: string,
  underWay: JobsUnderWay,
): Watch {
  return keepWatch(database, {
    workerId,
    underWay: () => underWay.ids(),
    unheardMilliseconds: answerMilliseconds,
    everyMilliseconds: watchMilliseconds,
    onFreed(jobs) {
      for (const { id: job, task, attempts, maxAttempts } of jobs) {
        metrics.jobFreed(task)
        log.warn({ job, task, attempts }, 'a job that nobody was at was freed')
        if (attempts >= maxAttempts) {
          metrics.jobDied(task)
          log.error({ job, task, attempts }, 'a job was given up: see "npm run clinics -- jobs list"')
        }
      }
    },
    onLost: (err) => log.warn({ err }, 'the watch lost the control plane and tries again'),
  })
}

/** No job is taken before the lock is held: another worker's watch would take it away again. Whoever stops takes none. */
function waitingFor(begun: () => Promise<void>): GraphileConfig.Plugin {
  return {
    name: 'PolyclinicWatchPlugin',
    worker: { hooks: { startWorker: async () => begun() } },
  }
}

function taskList(options: QueueOptions) {
  return Object.fromEntries(options.tasks.map((task) => [task.name, runAttempt(task, options)]))
}

// 42501: it would have to make or change the schema, which our role may not
function explain(error: unknown): unknown {
  return (error as { code?: unknown }).code === '42501' ? new QueueNotInstalled(error) : error
}
