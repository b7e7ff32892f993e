import { fileURLToPath } from 'node:url'
import { ClinicOpener } from '@polyclinic/clinic'
import {
  Carrier,
  ClinicDirectory,
  controlPlaneUrl,
  countDeadLetters,
  countSetAside,
  type Effect,
  findLedgerVersion,
  replayLedger,
} from '@polyclinic/control'
import {
  type Actor,
  type KeyRing,
  type KeyRingSource,
  keyRingFile,
  parseKeyRing,
  Vault,
} from '@polyclinic/guard'
import { openMailer } from '@polyclinic/mail'
import { openSmsGateway } from '@polyclinic/sms'
import { loadMigrations, type OpenDatabase, openDatabase, PoolFleet } from '@polyclinic/postgres'
import { openWebhookSender } from '@polyclinic/webhooks'
import type { DestinationStream } from 'pino'
import { createLogger } from '../observing/create-logger.ts'
import { createMetrics } from '../observing/create-metrics.ts'
import { serveHealth } from '../observing/serve-health.ts'
import { startQueues } from '../queue/start-queues.ts'
import type { Task, TaskContext } from '../queue/task.ts'
import { followMarks } from '../searching/follow-marks.ts'
import { feedStream } from '../streaming/feed-stream.ts'
import { openStream } from '../streaming/open-stream.ts'
import { schedule, tasks } from '../tasks/index.ts'
import { refreshSearch } from '../tasks/refresh-search.ts'
import { sendMail } from '../tasks/send-mail.ts'
import { sendNotice } from '../tasks/send-notice.ts'
import { type Config, ConfigRefused } from './config.ts'
import { openLedger } from './open-ledger.ts'

export interface RunningWorker {
  /** Of health and metrics, where they are served */
  readonly port: number | undefined
  /** Takes no more jobs, waits for those under way, closes all connections. */
  stop(): Promise<void>
}

/** Notices go by whichever way there is. */
function isAbleTo(task: Task, { mailer, sms }: Pick<TaskContext, 'mailer' | 'sms'>): boolean {
  if (task === sendMail) return mailer !== undefined
  return task !== sendNotice || mailer !== undefined || sms !== undefined
}

const folder = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url))

/**
 * Opens what the tasks need, checks that the queue can be worked off, and begins.
 * @param work the tasks, when they begin by themselves, and what follows from events; those of this application unless told
 * @param logDestination standard output unless told
 */
export async function startWorker(
  config: Config,
  work: { tasks: readonly Task[]; crontab: string; effects?: readonly Effect[] } = {
    tasks,
    crontab: schedule,
  },
  logDestination?: DestinationStream,
): Promise<RunningWorker> {
  const log = createLogger({
    level: config.logLevel,
    pretty: config.logPretty,
    ...(logDestination && { destination: logDestination }),
  })
  const vault = new Vault(openKeys(config))
  const { database, taking } = openControlPlane(config, vault)
  const fleet = openFleet(config)
  const clinics = new ClinicOpener(fleet, vault)
  const control = { database, vault }
  const system: Actor = { kind: 'system', name: 'worker' }
  const metrics = createMetrics({
    deadLetters: () => countDeadLetters(database),
    eventsSetAside: () => countSetAside(database),
  })
  const closing: (() => Promise<void>)[] = [
    () => database.end(),
    () => taking.end(),
    () => clinics.close(),
    () => fleet.close(),
  ]
  const closeAll = async () => {
    for (const close of closing.toReversed()) await close()
  }
  try {
    await refuseOldSchema(database)
    const ledger = await openLedger(config)
    // whom a restored copy has brought back is erased again before any job runs
    if (ledger) await replayLedger(control, system, ledger)
    // a job asks anew where its clinic is: at night a look-up costs nothing, and a clinic may just have moved
    const directory = new ClinicDirectory(control, { freshMilliseconds: 1_000 })
    const mailer = config.mail && openMailer(config.mail.server, config.mail.from)
    if (mailer) closing.push(async () => mailer.close())
    else log.warn('no mail server is set in POLYCLINIC_SMTP_URL: mails wait')
    const sms = config.sms && openSmsGateway(config.sms)
    const local = config.webhooks === 'local'
    if (local) {
      log.warn('WEBHOOKS MAY LEAD TO THIS MACHINE: fit for development only (POLYCLINIC_WEBHOOKS)')
    }
    const webhooks = openWebhookSender({ local, limitMilliseconds: config.webhookSeconds * 1000 })
    const queue = await startQueues({
      ...{ database, taking },
      crontab: work.crontab,
      // jobs that nobody takes wait, and lose none of their attempts
      tasks: work.tasks.filter((task) => isAbleTo(task, { mailer, sms })),
      context: {
        carrier: new Carrier(control, system, work.effects),
        ...{ control, directory, clinics, mailer, sms, webhooks, metrics, log },
        ...{ publicUrl: config.publicUrl, noticesPerSecond: config.noticesPerSecond },
      },
      concurrency: config.concurrency,
      lanes: config.lanes,
      watchMilliseconds: config.watchSeconds * 1000,
      metrics,
      log,
    })
    closing.push(() => queue.stop())
    if (work.tasks.includes(refreshSearch)) {
      const following = followMarks({ control, log })
      closing.push(() => following.stop())
    }
    if (config.stream) {
      const stream = openStream(config.stream, config.publicUrl)
      const feeding = feedStream({ control, stream, metrics, log })
      closing.push(() => feeding.stop())
    }
    const health = await serveHealth(config, { ready: () => queue.working, metrics })
    closing.push(() => health.stop())
    log.info({ tasks: work.tasks.map(({ name }) => name) }, 'the worker takes jobs')
    return { port: health.port, stop: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** Twice: the queue itself need not wait for the disk, since a job that is taken or ended twice does no harm. */
function openControlPlane(config: Config, vault: Vault): Record<'database' | 'taking', OpenDatabase> {
  const places = Object.values(config.lanes).reduce((all, own) => all + own, config.concurrency)
  const queues = 1 + Object.keys(config.lanes).length
  const common = {
    connectionString: controlPlaneUrl(config.databaseUrl, config.controlDatabase, vault),
    applicationName: 'polyclinic-worker',
    // a job whose end finds no connection in time runs again: where machines are slow, wait rather than do it twice
    timeouts: { connectMilliseconds: 10_000 },
  }
  // one each for what the jobs ask and for what they hold a lock with; of each queue one that keeps watch; one that
  // feeds the stream, and one that follows the marks
  const database = openDatabase({ ...common, max: places * 2 + queues + 2 })
  // one each for taking and ending them; of each queue one that listens
  const taking = openDatabase({ ...common, max: places + queues, hasty: true })
  // every client has its own error listener; graphile-worker looks for this one and warns without it
  taking.pool.on('connect', () => {})
  return { database, taking }
}

/**
 * A calendar takes longer than a request may. At night a clinic's connection is used once, by day again and again: one
 * that is opened anew costs as much as a dozen events that are carried over one that is there.
 */
function openFleet(config: Config): PoolFleet {
  return new PoolFleet({
    seatsPerServer: config.connectionsPerServer,
    seatsPerDatabase: 2,
    idleMilliseconds: 60_000,
    waitMilliseconds: 10_000,
    applicationName: 'polyclinic-worker',
    timeouts: { statementMilliseconds: 60_000, queryMilliseconds: 61_000, lockMilliseconds: 5_000 },
  })
}

async function refuseOldSchema(database: OpenDatabase): Promise<void> {
  const needed = (await loadMigrations(folder('migrations/control'))).length
  const found = await findLedgerVersion(database)
  if (found >= needed) return
  throw new ConfigRefused(
    `The control plane's schema is at version ${found} and this code needs ${needed}: run "npm run clinics -- list" once, which brings it up.`,
  )
}

function openKeys(config: Config): KeyRing | KeyRingSource {
  if (config.keys) return parseKeyRing(config.keys, 'POLYCLINIC_KEYS')
  if (config.keysFile) return keyRingFile(config.keysFile)
  throw new ConfigRefused(
    'No keys are set: give them in POLYCLINIC_KEYS or name their file in POLYCLINIC_KEYS_FILE.',
  )
}
