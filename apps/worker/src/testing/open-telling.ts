import { enqueueJobs, relayJob } from '@polyclinic/control'
import {
  type MoodyGateway,
  type MoodyServer,
  openMoodyGateway,
  openMoodyServer,
} from '@polyclinic/mail/mailbox'
import { eventually } from '@polyclinic/postgres/testing'
import { readConfig } from '../boot/config.ts'
import { startWorker } from '../boot/start-worker.ts'
import { planReminders } from '../tasks/plan-reminders.ts'
import { queueDueNotices } from '../tasks/queue-due-notices.ts'
import { relayOutbox } from '../tasks/relay-outbox.ts'
import { sendNotice } from '../tasks/send-notice.ts'
import { openTestDay, type TestDay } from './open-test-day.ts'
import { openTestInstallation, type TestInstallation } from './open-test-installation.ts'

const slowly = { withinMilliseconds: 20_000 }

export interface EndedNotice {
  readonly kind: string
  readonly state: string
  readonly reason: string | null
  readonly attempts: number
}

/** A clinic where people book, a worker that tells them, and what they are told arrives at. */
export interface Telling extends AsyncDisposable {
  readonly here: TestInstallation
  readonly clinic: Awaited<ReturnType<TestInstallation['onboard']>>
  readonly day: TestDay
  readonly server: MoodyServer
  readonly gateway: MoodyGateway
  /** At every level */
  readonly log: readonly string[]
  notices(): Promise<EndedNotice[]>
  /** What has happened at the clinic is carried over. */
  relayed(): Promise<void>
  /** What the queue does by itself once the grace is over */
  graceIsOver(): Promise<void>
  allEnded(): Promise<void>
  /** Told of all that has happened, the grace over */
  told(): Promise<void>
  /** Waits are over: what the sweep of each minute does by itself */
  sweep(): Promise<void>
  failedOnce(): Promise<void>
  /** As if nothing had been told, in nobody's mood */
  startAnew(): Promise<void>
}

export async function openTelling(): Promise<Telling> {
  const [here, server, gateway] = await Promise.all([
    openTestInstallation(),
    openMoodyServer(),
    openMoodyGateway(),
  ])
  const clinic = await here.onboard('riverside')
  // whether the hour brings reminders is no test's: those that want some set an offset
  await clinic.inside.query(`update clinic_profile set reminder_offsets_minutes = '{}'`)
  const day = await openTestDay(here, clinic.id)
  const log: string[] = []
  const environment = {
    ...here.environment,
    POLYCLINIC_SMTP_URL: server.smtpUrl,
    POLYCLINIC_SMS_URL: gateway.smsUrl,
    POLYCLINIC_SMS_FROM: '+15550100',
    POLYCLINIC_PUBLIC_URL: 'https://clinics.test',
    LOG_LEVEL: 'trace',
  }
  const worker = await startWorker(
    readConfig(environment),
    { tasks: [relayOutbox, sendNotice, queueDueNotices, planReminders], crontab: '' },
    { write: (line) => log.push(line) },
  )
  const rowCount = async (text: string) => (await here.admin.query(text)).rowCount ?? 0
  const telling: Telling = {
    ...{ here, clinic, day, server, gateway, log },
    async notices() {
      const text = 'select kind, state, reason, attempts from notice order by id'
      return (await here.admin.query<EndedNotice>(text)).rows
    },
    async relayed() {
      await enqueueJobs(here.admin, [relayJob(clinic.id)])
      await eventually(async () => (await clinic.inside.query('select from outbox')).rowCount === 0, slowly)
    },
    async graceIsOver() {
      await here.admin.query(
        `update graphile_worker._private_jobs set run_at = now()
           where run_at > now() and locked_at is null and payload ->> 'noticeId' is not null`,
      )
    },
    async allEnded() {
      await eventually(async () => {
        // who was told something else at that moment is looked at again
        await telling.graceIsOver()
        // a reminder that the hour has brought waits for its own time
        const waiting = `state = 'waiting' and (kind <> 'reminder' or due_at <= now())`
        return (await rowCount(`select from notice where ${waiting}`)) === 0
      }, slowly)
    },
    async told() {
      await telling.relayed()
      await telling.allEnded()
    },
    async sweep() {
      await here.admin.query(`update notice set due_at = now() where state = 'waiting' and not queued`)
      await enqueueJobs(here.admin, [{ task: 'queue-due-notices', payload: {} }])
    },
    async failedOnce() {
      const failed = `select from notice where state = 'waiting' and not queued and attempts = 1`
      await eventually(async () => (await rowCount(failed)) === 1, slowly)
    },
    async startAnew() {
      await here.admin.query('truncate notice; truncate graphile_worker._private_jobs')
      await clinic.inside.query('delete from outbox')
      server.mood = {}
      server.read = []
      gateway.taken = []
    },
    async [Symbol.asyncDispose]() {
      await worker.stop()
      await day[Symbol.asyncDispose]()
      await here[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
  return telling
}
