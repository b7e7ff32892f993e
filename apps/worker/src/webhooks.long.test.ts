import type { ClinicEvent, WebhookEventType } from '@polyclinic/contract'
import {
  carryEvents,
  deliveringJob,
  enqueueJobs,
  registerWebhook,
  replayWebhook,
  rotateWebhookSecret,
} from '@polyclinic/control'
import { type Actor, parseKeyRing, Vault } from '@polyclinic/guard'
import { eventually } from '@polyclinic/postgres/testing'
import { addressRules } from '@polyclinic/webhooks'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readConfig } from './boot/config.ts'
import { type RunningWorker, startWorker } from './boot/start-worker.ts'
import { deliverWebhook } from './tasks/deliver-webhook.ts'
import { tendWebhooks } from './tasks/tend-webhooks.ts'
import { appointmentEvent } from './testing/appointment-event.ts'
import { openReceiver, type Received, type Receiver } from './testing/open-receiver.ts'
import { openTestInstallation, type TestInstallation } from './testing/open-test-installation.ts'

const system: Actor = { kind: 'system', name: 'test' }
let here: TestInstallation
let control: { database: TestInstallation['admin']; vault: Vault }
let clinic: { id: string }
let other: { id: string }
let worker: RunningWorker
const receivers: Receiver[] = []
const log: string[] = []

beforeAll(async () => {
  here = await openTestInstallation()
  const vault = new Vault(parseKeyRing(here.environment['POLYCLINIC_KEYS'] ?? '', 'a test'))
  control = { database: here.admin, vault }
  clinic = await here.onboard('riverside')
  other = await here.onboard('harbour-view')
  const config = readConfig({
    ...here.environment,
    POLYCLINIC_WEBHOOKS: 'local',
    POLYCLINIC_WEBHOOK_SECONDS: '1',
    POLYCLINIC_WORKER_OUTWARD: '2',
    LOG_LEVEL: 'trace',
  })
  worker = await startWorker(
    config,
    { tasks: [deliverWebhook, tendWebhooks], crontab: '' },
    { write: (line) => log.push(line) },
  )
})
afterEach(async () => {
  await here.admin.query('delete from webhook')
  await Promise.all(receivers.splice(0).map((each) => each[Symbol.asyncDispose]()))
  // where events go, and what signs them, is nobody's to read there
  expect(log.join('')).not.toMatch(/127\.0\.0\.1:\d+\/hook|whsec_/)
})
afterAll(async () => {
  await worker.stop()
  await here[Symbol.asyncDispose]()
})

const booked: WebhookEventType[] = ['polyclinic.appointment.booked']
async function listening(at = clinic, eventTypes = booked) {
  const receiver = await openReceiver()
  receivers.push(receiver)
  const form = { url: receiver.url, eventTypes }
  const { id, secret } = await registerWebhook(control, system, at, form, addressRules({ local: true }))
  return { receiver, id, secret }
}
const happen = (events: readonly ClinicEvent[], at = clinic) => carryEvents(control, system, at.id, events)
const deliveries = async (webhookId: string) =>
  (
    await here.admin.query<{ state: string; outcome: string; status: number | null; attempts: number }>(
      'select state, outcome, status, attempts from webhook_delivery where webhook_id = $1 order by occurred_at, id',
      [webhookId],
    )
  ).rows
const ended = (webhookId: string, state = 'delivered') =>
  eventually(async () => (await deliveries(webhookId)).every((each) => each.state === state))
/** What happens by itself after some time */
async function tryAgainNow(webhookId: string) {
  await eventually(async () => {
    const { rowCount } = await here.admin.query(
      'select from graphile_worker.jobs where locked_at is not null',
    )
    return rowCount === 0
  })
  await here.admin.query('update webhook set paused_until = null')
  await here.admin.query('update webhook_delivery set next_attempt_at = now()')
  await enqueueJobs(here.admin, [deliveringJob(webhookId)])
}
const attemptedOnce = (webhookId: string) =>
  eventually(async () => (await deliveries(webhookId)).every(({ attempts }) => attempts === 1))

test('what happens at a clinic is told as a signed CloudEvent, once, to who asked for it', async () => {
  const { receiver, id, secret } = await listening()
  const event = appointmentEvent()
  await happen([event, appointmentEvent('cancelled')])
  await ended(id)
  expect(receiver.received).toHaveLength(1)
  const [{ headers, text }] = receiver.received as [Received]
  expect(new Webhook(secret).verify(text, headers as Record<string, string>)).toEqual({
    specversion: '1.0',
    id: event.id,
    source: `${here.config.publicUrl}/v1/clinics/riverside`,
    type: 'polyclinic.appointment.booked',
    subject: event.appointmentId,
    time: event.at,
    datacontenttype: 'application/json',
    data: {
      appointment: event.appointmentId,
      version: 1,
      status: 'booked',
      reference: 'RVS 7K3M92',
      patient: event.state.patientId,
      doctor: event.state.doctorId,
      visitType: 'consultation',
      startsAt: '2027-01-04T08:00:00.000Z',
      endsAt: '2027-01-04T08:30:00.000Z',
      displaced: false,
    },
  })
  expect(headers['webhook-id']).toBe(event.id)

  // carried again, also by one that has forgotten it
  await happen([event])
  await here.admin.query('delete from event_seen')
  await happen([event])
  const next = appointmentEvent()
  await happen([next])
  await eventually(async () => receiver.received.length > 1)
  expect(receiver.received.map((each) => each.event.id)).toEqual([event.id, next.id])
})

test.each([
  [500, { outcome: 'refused', status: 500 }],
  ['silent', { outcome: 'timeout', status: null }],
  ['cut', { outcome: 'unreachable', status: null }],
] as const)('what an endpoint does not take (%s) is sent again, under the same id', async (mood, seen) => {
  const { receiver, id } = await listening()
  receiver.mood = mood
  await happen([appointmentEvent()])
  await attemptedOnce(id)
  expect(await deliveries(id)).toEqual([{ ...seen, state: 'waiting', attempts: 1 }])
  receiver.mood = 200
  await tryAgainNow(id)
  await ended(id)
  const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(1)
  expect(ids.length).toBe(2)
})

test('an endpoint that is gone is sent nothing more, and all of it when it is back', async () => {
  const { receiver, id } = await listening()
  receiver.mood = 410
  await happen([appointmentEvent()])
  await ended(id, 'given-up')
  await happen([appointmentEvent(), appointmentEvent()])
  expect(receiver.received).toHaveLength(1)
  receiver.mood = 200
  await here.admin.query('update webhook set active = true, stopped = null')
  const replay = { since: '2026-01-01T00:00:00Z', only: 'given-up' } as const
  expect(await replayWebhook(control, system, clinic, id, replay)).toEqual({ replayed: 3 })
  await ended(id)
  expect(receiver.received).toHaveLength(4)
})

test('a receiver that asks to be let alone is, for an hour at most', async () => {
  const { receiver, id } = await listening()
  receiver.mood = 429
  receiver.retryAfter = '86400'
  await happen([appointmentEvent()])
  await attemptedOnce(id)
  const pause = `select extract(epoch from paused_until - now())::float8 as seconds from webhook where id = $1`
  const paused = async () => (await here.admin.query<{ seconds: number }>(pause, [id])).rows[0]?.seconds ?? 0
  await eventually(async () => (await paused()) > 0)
  expect(await paused()).toBeGreaterThan(3_500)
  expect(await paused()).toBeLessThanOrEqual(3_600)
})

test('after a rotation the former secret signs along', async () => {
  const { receiver, id, secret: former } = await listening()
  const { secret } = await rotateWebhookSecret(control, system, clinic, id, { endFormer: false })
  await happen([appointmentEvent()])
  await ended(id)
  for (const each of [former, secret]) {
    const [{ headers, text }] = receiver.received as [Received]
    expect(new Webhook(each).verify(text, headers as Record<string, string>)).toBeTruthy()
  }
})

test('endpoints that hang keep no other clinic waiting, nor each other for long', async () => {
  const hanging = await Promise.all([1, 2, 3].map(() => listening()))
  for (const { receiver } of hanging) receiver.mood = 'silent'
  const { receiver, id } = await listening(other)
  await happen(Array.from({ length: 40 }, () => appointmentEvent()))
  await eventually(async () => hanging.some((each) => each.receiver.received.length > 0))
  const began = performance.now()
  await happen(
    Array.from({ length: 40 }, () => appointmentEvent()),
    other,
  )
  await ended(id)
  // two lanes, three endpoints that hang for a second each: one turn of theirs at most comes before
  expect(performance.now() - began).toBeLessThan(6_000)
  expect(receiver.received).toHaveLength(40)
  // a few at a time, and then it is left alone: 40 events do not mean 40 attempts
  for (const each of hanging) expect(each.receiver.received.length).toBeLessThanOrEqual(7)
})

test('what waits though its job is gone is found by the hour', async () => {
  const { receiver, id } = await listening()
  receiver.mood = 500
  await happen([appointmentEvent()])
  await attemptedOnce(id)
  receiver.mood = 200
  await eventually(async () => {
    const { rowCount } = await here.admin.query(
      'delete from graphile_worker._private_jobs where locked_at is null',
    )
    return (rowCount ?? 0) > 0
  })
  await here.admin.query('update webhook set paused_until = null')
  await here.admin.query('update webhook_delivery set next_attempt_at = now()')
  await here.admin.query(`select graphile_worker.add_job('tend-webhooks', '{}'::json)`)
  await ended(id)
  expect(receiver.received).toHaveLength(2)
})

test('in production no worker starts that would send to this machine', () => {
  const production = {
    ...here.environment,
    NODE_ENV: 'production',
    POLYCLINIC_SMTP_URL: 'smtps://me:secret@mail.test',
    POLYCLINIC_MAIL_FROM: 'hello@clinic.test',
  }
  expect(readConfig(production).webhooks).toBe('public')
  expect(() => readConfig({ ...production, POLYCLINIC_WEBHOOKS: 'local' })).toThrow(
    'Webhooks may lead to this machine, which production mode refuses: leave POLYCLINIC_WEBHOOKS out.',
  )
})
