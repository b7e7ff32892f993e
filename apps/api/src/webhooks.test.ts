import { randomUUID } from 'node:crypto'
import { type DeliveryOutcome, webhookLimit } from '@polyclinic/contract'
import { carryEvents, noteAttempts } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { expectPromised } from './testing/expect-promised.ts'
import { mailsTo } from './testing/mails-to.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
const worker: Actor = { kind: 'system', name: 'worker' }
let adminEmail: string
let at: { clinic: string; token: string }
let elsewhere: typeof at
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha', 'beta'] })
  const [admin, other] = await Promise.all([
    service.member('alpha', 'clinic_admin'),
    service.member('beta', 'clinic_admin'),
  ])
  adminEmail = admin.email
  at = { clinic: 'alpha', token: admin.token }
  elsewhere = { clinic: 'beta', token: other.token }
})
afterEach(() => superuser().query('delete from webhook'))
afterAll(() => service[Symbol.asyncDispose]())

let count = 0
const form = (over: object = {}) => ({
  url: `https://hooks.example.org/${++count}`,
  eventTypes: ['polyclinic.appointment.booked' as const],
  ...over,
})
async function registered(over: object = {}) {
  const { body, headers } = await service.ask('registerWebhook', { ...at, body: form(over) })
  return { ...body, etag: headers.etag as string, of: { ...at, params: { webhook: body.id } } }
}
const superuser = () => service.fleet.asSuperuser(service.fleet.name)

it("a clinic's admin registers an endpoint, sees it without its secret, and removes it", async () => {
  const made = await service.ask('registerWebhook', {
    ...at,
    body: form({ description: 'The practice system' }),
  })
  expect(made.status).toBe(201)
  const { secret, ...shown } = made.body
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(made.headers.location).toBe(`/v1/clinics/alpha/webhooks/${shown.id}`)
  expect(shown).toMatchObject({ active: true, description: 'The practice system', version: 1 })
  const one = { ...at, params: { webhook: shown.id } }
  const seen = await service.ask('showWebhook', one)
  expect([seen.body, seen.headers.etag]).toEqual([shown, '"1"'])
  expect((await service.ask('listWebhooks', at)).body.items).toContainEqual(shown)
  expect((await service.ask('removeWebhook', one)).status).toBe(204)
  expect((await service.ask('showWebhook', one)).problem.code).toBe('not-found')
})

it('its secret lies sealed in the database', async () => {
  const { secret } = await registered()
  const { rows } = await superuser().query<{ text: string }>(
    `select row_to_json(w)::text || coalesce(encode(s.sealed_secret, 'escape'), '') as text
     from webhook w join webhook_secret s on s.webhook_id = w.id`,
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.map(({ text }) => text).join()).not.toContain(secret.slice(6, 30))
})

it.each([
  'http://hooks.example.org/',
  'https://user:secret@hooks.example.org/',
  'https://hooks.example.org:22/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://[::ffff:10.0.0.1]/',
  'https://169.254.169.254/latest/meta-data',
  'https://localhost/',
  'https://postgres/',
])('%s is refused, when registered and when edited', async (url) => {
  const refused = await service.ask('registerWebhook', { ...at, body: form({ url }) })
  expect(expectPromised('registerWebhook', refused)).toMatchObject({
    code: 'invalid-request',
    issues: [{ pointer: '/url' }],
  })
  const { of, etag } = await registered()
  const edited = await service.ask('editWebhook', { ...of, body: { url }, ifMatch: etag })
  expect(expectPromised('editWebhook', edited).code).toBe('invalid-request')
})

it('edits name the version they saw, and change only what they name', async () => {
  const { of, etag, url } = await registered()
  expect((await service.ask('editWebhook', { ...of, body: { active: false } })).problem.code).toBe(
    'precondition-required',
  )
  const edited = await service.ask('editWebhook', { ...of, body: { active: false }, ifMatch: etag })
  expect(edited.body).toMatchObject({ active: false, url, version: 2 })
  const late = await service.ask('editWebhook', { ...of, body: { active: true }, ifMatch: etag })
  expect(expectPromised('editWebhook', late)).toMatchObject({
    code: 'version-mismatch',
    current: { version: 2, active: false },
  })
  // nothing is sent to an endpoint that is not active
  expect((await service.ask('testWebhook', of)).problem).toMatchObject({ code: 'transition-not-allowed' })
})

it('an address is registered once, and a clinic has so many at most', async () => {
  const { url } = await registered()
  const again = await service.ask('registerWebhook', { ...at, body: form({ url }) })
  expect(expectPromised('registerWebhook', again)).toMatchObject({ code: 'already-exists', field: 'url' })
  const other = await registered()
  const moved = await service.ask('editWebhook', { ...other.of, body: { url }, ifMatch: other.etag })
  expect(expectPromised('editWebhook', moved).code).toBe('already-exists')
  const { items } = (await service.ask('listWebhooks', at)).body
  const replies = await Promise.all(
    Array.from({ length: webhookLimit - items.length + 3 }, () =>
      service.ask('registerWebhook', { ...at, body: form() }),
    ),
  )
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(webhookLimit - items.length)
  expect(replies.find(({ status }) => status !== 201)?.problem).toMatchObject({
    code: 'outside-policy',
    rule: 'webhooks',
    limit: webhookLimit,
  })
})

it('a rotation shows a new secret, and former ones sign along or end at once', async () => {
  const { of, secret } = await registered()
  const signing = async () =>
    (
      await superuser().query(
        'select from webhook_secret where webhook_id = $1 and (ends_at is null or ends_at > now())',
        [of.params.webhook],
      )
    ).rowCount
  const rotated = await service.ask('rotateWebhookSecret', { ...of, body: {} })
  expect(rotated.body.secret).not.toBe(secret)
  expect(await signing()).toBe(2)
  for (let nth = 0; nth < 3; nth += 1) await service.ask('rotateWebhookSecret', { ...of, body: {} })
  const oneMore = await service.ask('rotateWebhookSecret', { ...of, body: {} })
  expect(expectPromised('rotateWebhookSecret', oneMore)).toMatchObject({ rule: 'webhook-secrets' })
  expect((await service.ask('rotateWebhookSecret', { ...of, body: { endFormer: true } })).status).toBe(200)
  expect(await signing()).toBe(1)
})

it('a test event is on its way, is seen, and can be asked for again', async () => {
  const { of } = await registered()
  const first = (await service.ask('testWebhook', of)).body
  expect(first).toMatchObject({ type: 'polyclinic.webhook.test', state: 'waiting', attempts: 0 })
  const second = (await service.ask('testWebhook', of)).body
  const pages = [await service.ask('listWebhookDeliveries', { ...of, query: { limit: 1 } })]
  const cursor = pages[0]?.body.next ?? ''
  pages.push(await service.ask('listWebhookDeliveries', { ...of, query: { limit: 1, cursor } }))
  expect(pages.flatMap(({ body }) => body.items.map(({ id }) => id))).toEqual([second.id, first.id])
  expect(pages[1]?.body.next).toBeUndefined()
  const replayed = await service.ask('replayWebhookDelivery', {
    ...at,
    params: { ...of.params, delivery: first.id },
  })
  expect([replayed.status, replayed.body.eventId]).toEqual([202, first.eventId])
  const none = await service.ask('replayWebhook', { ...of, body: { since: '2026-01-01T00:00:00Z' } })
  expect(none.body).toEqual({ replayed: 0 })
})

it('nobody else reaches it: another clinic, the desk, or a delivery of another endpoint', async () => {
  const [mine, other] = [await registered(), await registered()]
  const { id } = (await service.ask('testWebhook', mine.of)).body
  const foreign = await service.ask('showWebhook', { ...elsewhere, params: mine.of.params })
  expect(foreign.problem.code).toBe('not-found')
  const desk = await service.member('alpha', 'staff')
  expect((await service.ask('listWebhooks', { ...at, token: desk.token })).problem.code).toBe('not-allowed')
  const params = { webhook: other.of.params.webhook, delivery: id }
  expect((await service.ask('replayWebhookDelivery', { ...at, params })).problem.code).toBe('not-found')
})

/** What the worker notes of an attempt at what waits for an endpoint. */
async function attempted(webhookId: string, outcome: DeliveryOutcome) {
  const { rows } = await superuser().query<any>(
    `select id, event_id as "eventId", type, event, attempts, '' as at from webhook_delivery
     where webhook_id = $1 and state = 'waiting'`,
    [webhookId],
  )
  const attempts = rows.map((delivery) => ({ delivery, outcome }))
  return noteAttempts(service.fleet.provisioner, worker, webhookId, attempts)
}
const happens = async () => {
  const { rows } = await superuser().query<{ id: string }>(`select id from clinic where slug = 'alpha'`)
  const state = {
    ...{ status: 'booked', patientId: randomUUID(), doctorId: randomUUID(), visitType: 'consultation' },
    ...{ reference: 'A', startsAt: '2027-01-04T08:00:00Z', endsAt: '2027-01-04T08:30:00Z', displaced: false },
  }
  const event = {
    kind: 'appointment',
    id: randomUUID(),
    at: new Date().toISOString(),
    type: 'booked',
  } as const
  const moved = { ...event, appointmentId: randomUUID(), version: 1, state }
  await carryEvents(service.fleet.provisioner, worker, rows[0]?.id ?? '', [moved])
  return event.id
}

it('one that has failed for days is stopped, its admin is told, and what was missed is sent on request', async () => {
  const { of } = await registered()
  const { webhook } = of.params
  await service.ask('testWebhook', of)
  for (let nth = 0; nth < 10; nth += 1) expect(await attempted(webhook, 'timeout')).toBeUndefined()
  expect((await service.ask('showWebhook', of)).body).toMatchObject({
    active: true,
    failingSince: expect.any(String),
  })
  await superuser().query(`update webhook set failing_since = now() - interval '3 days' where id = $1`, [
    webhook,
  ])
  expect(await attempted(webhook, 'refused')).toBe('failing')
  const stopped = await service.ask('showWebhook', of)
  expect(stopped.body).toMatchObject({ active: false, stopped: 'failing' })
  const mails = (await mailsTo(service, adminEmail)).filter(({ kind }) => kind === 'webhook-stopped')
  expect(mails.map(({ facts }) => facts)).toEqual([
    { clinic: 'Clinic alpha', host: 'hooks.example.org', why: 'failing' },
  ])
  // what happens meanwhile is kept
  const missed = await happens()
  const given = await service.ask('listWebhookDeliveries', { ...of, query: { state: 'given-up' } })
  expect(given.body.items.map(({ outcome }) => outcome)).toEqual(['endpoint-stopped', 'endpoint-stopped'])
  const ifMatch = stopped.headers.etag as string
  const mended = await service.ask('editWebhook', { ...of, body: { active: true }, ifMatch })
  expect(mended.body.stopped).toBeUndefined()
  const since = new Date(Date.now() - 3_600_000).toISOString()
  expect((await service.ask('replayWebhook', { ...of, body: { since } })).body).toEqual({ replayed: 2 })
  const waiting = await service.ask('listWebhookDeliveries', { ...of, query: { state: 'waiting' } })
  expect(waiting.body.items.map(({ eventId }) => eventId)).toContain(missed)
})

it('one that is gone is stopped at once', async () => {
  const { of } = await registered()
  await service.ask('testWebhook', of)
  expect(await attempted(of.params.webhook, 'gone')).toBe('gone')
  expect((await service.ask('showWebhook', of)).body).toMatchObject({ active: false, stopped: 'gone' })
})

it('what fails is tried twelve times, later and later, and then given up', async () => {
  const { of } = await registered()
  await service.ask('testWebhook', of)
  const waits: number[] = []
  for (let nth = 0; nth < 12; nth += 1) {
    await attempted(of.params.webhook, 'refused')
    const [one] = (await service.ask('listWebhookDeliveries', of)).body.items
    if (one?.nextAttemptAt) waits.push((Date.parse(one.nextAttemptAt) - Date.now()) / 3_600_000)
  }
  const [ended] = (await service.ask('listWebhookDeliveries', of)).body.items
  expect(ended).toMatchObject({ state: 'given-up', attempts: 12, outcome: 'refused' })
  expect(waits).toHaveLength(11)
  const sum = waits.reduce((total, wait) => total + wait, 0)
  expect(sum).toBeGreaterThan(20)
  expect(sum).toBeLessThan(40)
})
