import type { FreeSlot, Routes } from '@polyclinic/contract'
import { enqueueJobs, relayJob } from '@polyclinic/control'
import {
  type MoodyGateway,
  type MoodyServer,
  openMoodyGateway,
  openMoodyServer,
} from '@polyclinic/mail/mailbox'
import type { OpenDatabase } from '@polyclinic/postgres'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Question } from './testing/ask-over-http.ts'
import { environmentOf } from './testing/start-api-process.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { startWorkerProcess, type WorkerProcess } from './testing/start-worker-process.ts'
import { testPassword } from './testing/test-people.ts'

type Patient = Awaited<ReturnType<TestService['patient']>>

let service: TestService
let mails: MoodyServer
let gateway: MoodyGateway
let worker: WorkerProcess
let control: OpenDatabase
let inside: OpenDatabase
let slots: FreeSlot[]
/** Of the day after */
let later: FreeSlot[]
beforeAll(async () => {
  ;[service, mails, gateway] = await Promise.all([startTestService(), openMoodyServer(), openMoodyGateway()])
  control = service.fleet.asSuperuser(service.fleet.name)
  inside = service.fleet.asSuperuser((await service.clinic('alpha')).databaseName)
  // reminders are due whatever the time of day
  await inside.query(`update clinic_profile set quiet_from = '00:00', quiet_until = '00:00'`)
  const free = await service.freeSlots('alpha', 200)
  // of one day, and not of the last one, which the page may cut short
  const days = [...new Set(free.map(({ localDate }) => localDate))]
  slots = free.filter(({ localDate }) => localDate === days.at(-2))
  later = free.filter(({ localDate }) => localDate === days.at(-1))
  worker = await startWorkerProcess({
    ...environmentOf(service.fleet),
    POLYCLINIC_SMTP_URL: mails.smtpUrl,
    POLYCLINIC_SMS_URL: gateway.smsUrl,
    POLYCLINIC_WORKER_WATCH_SECONDS: '0.5',
  })
})
afterAll(async () => {
  await worker?.[Symbol.asyncDispose]()
  await service[Symbol.asyncDispose]()
  await mails[Symbol.asyncDispose]()
  await gateway[Symbol.asyncDispose]()
})

const ask = <Id extends keyof Routes>(id: Id, question: Question = {}) =>
  service.ask(id, { clinic: 'alpha', ...question })
async function book({ token }: Patient, over: object = {}, of = slots) {
  const { body, headers } = service.booking(of.shift() as FreeSlot)
  const booked = await ask('bookAppointment', { token, headers, body: { ...body, ...over } })
  expect([booked.status, booked.text]).toEqual([201, expect.anything()])
  return booked.body
}
/** The grace is over, and everybody is told what there is. */
async function told(): Promise<void> {
  await enqueueJobs(control, [relayJob((await service.clinic('alpha')).id)])
  await eventually(async () => (await inside.query('select from outbox')).rowCount === 0)
  await eventually(
    async () => {
      await control.query(
        `update graphile_worker._private_jobs set run_at = now()
           where run_at > now() and locked_at is null and payload ->> 'noticeId' is not null`,
      )
      const waiting = `select from notice where state = 'waiting' and kind <> 'reminder'`
      return (await control.query(waiting)).rowCount === 0
    },
    { withinMilliseconds: 20_000 },
  )
}
/** Reminders that have been planned are due now, and have left. */
async function reminded(): Promise<void> {
  await control.query(`update notice set due_at = now() where kind = 'reminder' and state = 'waiting'`)
  await enqueueJobs(control, [{ task: 'queue-due-notices', payload: {} }])
  const waiting = `select from notice where state = 'waiting' and kind = 'reminder'`
  await eventually(async () => (await control.query(waiting)).rowCount === 0, { withinMilliseconds: 20_000 })
}
const noticesOf = async (patientId: string) =>
  (
    await control.query<{ kind: string; state: string; reason: string | null; channel: string }>(
      'select kind, channel, state, reason from notice where patient_id = $1 order by id',
      [patientId],
    )
  ).rows
/** The texts of what somebody was sent, the newest last */
const mailsTo = ({ email }: { email: string }): string[] =>
  mails.read
    .filter(({ to }) => to.includes(email))
    .map(({ source }) => source.replaceAll('=\r\n', '').replaceAll('=3D', '='))
const lastMailTo = (patient: { email: string }): string => mailsTo(patient).at(-1) ?? ''
const remindAnHourFromNow = async ({ startsAt }: { startsAt: string }) => {
  const minutes = Math.floor((Date.parse(startsAt) - Date.now()) / 60_000) - 40
  await inside.query('update clinic_profile set reminder_offsets_minutes = array[$1::integer]', [minutes])
}

it('the link of a received mail shows its visit, cancels that one, and no other', async () => {
  const patient = await service.patient()
  const visit = await book(patient)
  await told()
  const link = /http:\/\/api\.test\/manage#alpha\.([\w-]{70})/.exec(lastMailTo(patient))
  const token = link?.[1]
  const other = await book(patient)
  const shown = await ask('showManagedVisit', { body: { token } })
  expect([shown.status, shown.body.reference]).toEqual([200, visit.reference])
  const ended = await ask('cancelManagedVisit', { body: { token }, ifMatch: shown.headers.etag })
  expect([ended.status, ended.body.status]).toEqual([200, 'cancelled'])
  const { token: own } = patient
  const statusOf = async (id: string) =>
    (await ask('showAppointment', { token: own, params: { appointment: id } })).body.status
  expect([await statusOf(visit.id), await statusOf(other.id)]).toEqual(['cancelled', 'booked'])
  await told()
  expect(mailsTo(patient).some((text) => text.includes('METHOD:CANCEL'))).toBe(true)
})

it('the link of a received reminder ends reminders: the next one is not sent', async () => {
  const patient = await service.patient()
  await remindAnHourFromNow(await book(patient))
  await told()
  await reminded()
  const mail = lastMailTo(patient)
  expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(mail).toMatch(/\/manage#unsubscribe\.[\w-]{43}/)
  const token = /List-Unsubscribe:\s+<http:\/\/api\.test\/v1\/unsubscribe\?token=([\w-]{43})>/.exec(mail)?.[1]
  expect((await service.ask('unsubscribe', { query: { token: token ?? '' } })).status).toBe(204)
  const { body } = await service.ask('showNoticePreferences', { token: patient.token })
  expect(body).toMatchObject({ reminders: false, channels: ['email', 'sms'] })
  // visits of one day are reminded of together, before the first
  await remindAnHourFromNow(await book(patient, {}, later))
  await told()
  await reminded()
  const ended = (await noticesOf(patient.patientId)).filter(({ kind }) => kind === 'reminder')
  expect(ended.map(({ state, reason }) => reason ?? state)).toEqual(['sent', 'unsubscribed'])
})

it('a clinic’s own words reach the mail, in the patient’s language, with the facts beside them', async () => {
  const { token } = await service.member('alpha', 'clinic_admin')
  const words = { kind: 'booked', language: 'en', channel: 'email', body: 'Ring the blue bell at {{time}}.' }
  const { body: made } = await ask('createNoticeTemplate', { token, body: words })
  const patient = await service.patient()
  const visit = await book(patient)
  await told()
  expect(lastMailTo(patient)).toContain(`Ring the blue bell at ${visit.localTime}`)
  expect(lastMailTo(patient)).toContain(visit.reference)
  await ask('removeNoticeTemplate', { token, params: { id: made.id }, ifMatch: '"1"' })
})

it('whoever wishes to be told by phone is', async () => {
  const patient = await service.patient()
  const { token } = patient
  const { headers } = await service.ask('showOwnPatient', { token })
  const phone = '+12125550177'
  await service.ask('editOwnPatient', { token, body: { phone }, ifMatch: headers.etag })
  const wishes = { token, body: { channels: ['sms', 'email'] }, ifMatch: '"0"' }
  expect((await service.ask('editNoticePreferences', wishes)).status).toBe(200)
  await book(patient)
  await told()
  expect(mailsTo(patient)).toEqual([])
  expect(gateway.taken.filter(({ to }) => to === phone)).toMatchObject([
    { body: expect.stringMatching(/http:\/\/api\.test\/manage#alpha\.[\w-]{70}$/) },
  ])
})

it('who acts for a child is told of its visit, by the child’s first name', async () => {
  const guardian = await service.patient()
  const child = await service.ask('addDependent', {
    token: guardian.token,
    body: { name: 'Pip Body', birthDate: '2019-05-17' },
  })
  const visit = await book(guardian, { patientId: child.body.id })
  await told()
  expect(lastMailTo(guardian)).toContain(visit.reference)
  expect(lastMailTo(guardian)).toContain('Pip')
})

it('who waits is offered what becomes free', async () => {
  const [holder, waiting] = [await service.patient(), await service.patient()]
  const day = slots[0]?.localDate ?? ''
  // that evening is full
  const evening = slots.filter(({ localTime }) => localTime >= '17:00')
  const visits = await Promise.all(
    evening.map((slot) => ask('bookAppointment', { token: holder.token, ...service.booking(slot) })),
  )
  const wish = { from: day, to: day, visitType: 'consultation', partsOfDay: ['evening'] }
  const headers = { 'idempotency-key': 'who-waits' }
  expect((await ask('joinWaitlist', { token: waiting.token, headers, body: wish })).status).toBe(201)
  const freed = visits[0]?.body
  await ask('cancelAppointment', {
    token: holder.token,
    params: { appointment: freed?.id ?? '' },
    ifMatch: '"1"',
  })
  await told()
  expect(await noticesOf(waiting.patientId)).toMatchObject([{ kind: 'offered', state: 'sent' }])
  expect(lastMailTo(waiting)).toMatch(/\/manage#alpha\.[\w-]{70}/)
})

it('whoever is erased takes along what they were told and wished', async () => {
  const patient = await service.patient()
  const { token, patientId } = patient
  await service.ask('editNoticePreferences', { token, body: { reminders: false }, ifMatch: '"0"' })
  await told()
  const held = async () => {
    const { rows } = await control.query<{ count: number }>(
      `select (select count(*) from notice where patient_id = $1)::integer
         + (select count(*) from notice_preference where patient_id = $1)::integer as count`,
      [patientId],
    )
    return rows[0]?.count
  }
  expect(await held()).toBeGreaterThan(0)
  await service.ask('eraseOwnPatient', { token, body: { password: testPassword } })
  expect(await held()).toBe(0)
})
