import { enqueueJobs, relayJob } from '@polyclinic/control'
import { cancelAppointment } from '@polyclinic/clinic'
import { type MoodyServer, openMoodyServer } from '@polyclinic/mail/mailbox'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from './boot/config.ts'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { queueDueNotices } from './tasks/queue-due-notices.ts'
import { relayOutbox } from './tasks/relay-outbox.ts'
import { sendNotice } from './tasks/send-notice.ts'
import { openTestDay, type TestDay } from './testing/open-test-day.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

let here: TestInstallation
let clinic: Awaited<ReturnType<TestInstallation['onboard']>>
let server: MoodyServer
let day: TestDay
let worker: RunningWorker
const log: string[] = []

beforeAll(async () => {
  ;[here, server] = await Promise.all([openTestInstallation(), openMoodyServer()])
  clinic = await here.onboard('riverside')
  day = await openTestDay(here, clinic.id)
  const environment = { ...here.environment, POLYCLINIC_SMTP_URL: server.smtpUrl, LOG_LEVEL: 'trace' }
  worker = await startWorker(
    readConfig(environment),
    { tasks: [relayOutbox, sendNotice, queueDueNotices], crontab: '' },
    { write: (line) => log.push(line) },
  )
})
afterEach(async () => {
  await here.admin.query('truncate notice; truncate graphile_worker._private_jobs')
  await clinic.inside.query('delete from outbox')
  server.mood = {}
  server.read = []
  // at every level, of every test
  expect(log.join('')).not.toMatch(/canary|people\.test|welcome/i)
})
afterAll(async () => {
  await worker.stop()
  await day[Symbol.asyncDispose]()
  await here[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const notices = async () =>
  (
    await here.admin.query<{ kind: string; state: string; reason: string | null; attempts: number }>(
      'select kind, state, reason, attempts from notice order by id',
    )
  ).rows
/** What the queue does by itself once the grace is over */
const graceIsOver = () =>
  here.admin.query(`update graphile_worker._private_jobs set run_at = now() where run_at > now()`)
const relayed = async () => {
  await enqueueJobs(here.admin, [relayJob(clinic.id)])
  await eventually(async () => (await clinic.inside.query('select from outbox')).rowCount === 0)
}
const allEnded = () =>
  eventually(
    async () => (await here.admin.query(`select from notice where state = 'waiting'`)).rowCount === 0,
  )

test('who has booked is told so, once the grace is over, and once', async () => {
  const patient = await day.aPatient({ email: 'canary.ada@people.test' })
  const { reference } = await day.book(patient)
  await relayed()
  expect(await notices()).toMatchObject([{ kind: 'booked', state: 'waiting' }])
  await graceIsOver()
  await allEnded()
  expect(server.read).toMatchObject([
    { to: ['canary.ada@people.test'], source: expect.stringContaining(reference) },
  ])
  expect(await notices()).toEqual([{ kind: 'booked', state: 'sent', reason: null, attempts: 1 }])
})

describe('within the grace', () => {
  test('who has booked and cancelled hears of neither', async () => {
    const patient = await day.aPatient({ email: 'canary.ben@people.test' })
    const { id, version } = await day.book(patient)
    await cancelAppointment(day.clinic, day.desk, id, version)
    await relayed()
    await graceIsOver()
    await allEnded()
    expect(server.read).toEqual([])
    expect(await notices()).toMatchObject([
      { kind: 'booked', state: 'dropped', reason: 'over' },
      { kind: 'cancelled', state: 'dropped', reason: 'never-told' },
    ])
  })
})
