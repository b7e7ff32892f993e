import type { FreeSlot } from '@polyclinic/contract'
import { enqueueJobs, relayJob } from '@polyclinic/control'
import { eventually } from '@polyclinic/postgres/testing'
import { expect } from 'vitest'
import { canary, later, told } from '../canary.ts'
import type { Aviary } from '../open-aviary.ts'
import { mailWith } from './mailed.ts'

interface Seen {
  readonly token: string
  readonly patientId: string
}

const slowly = { withinMilliseconds: 40_000 }

/** Hears of their visits by mail and by phone, with links that act for them, and is written to by the desk. */
export async function beTold(aviary: Aviary, { token, patientId }: Seen): Promise<void> {
  const { ask, service } = aviary
  const admin = { clinic: 'alpha', token: (await service.member('alpha', 'clinic_admin')).token }
  await keepWords(aviary, admin)
  await keepWebhook(aviary, admin)
  await hearOf(aviary)
  const link = /\/manage#alpha\.([\w-]{70})/
  const mailed = link.exec(await mailWith(aviary, later.email, link))?.[1]
  const byMail = aviary.secrets.keep('link of a notice', mailed, 'base64url')
  expect((await ask('showManagedVisit', { clinic: 'alpha', body: { token: byMail } })).status).toBe(200)
  await ask('showManagedVisit', { clinic: 'beta', body: { token: byMail } })
  await ask('showManagedVisit', { clinic: 'alpha', body: { token: canary.name } })

  await ask('editNoticePreferences', { token, body: { channels: [canary.phone] }, ifMatch: '"0"' })
  const wishes = await ask('editNoticePreferences', { token, body: { channels: ['sms'] }, ifMatch: '"0"' })
  expect(wishes.status).toBe(200)
  const [, , , , , , , , slot] = await service.freeSlots('alpha', 9)
  const booking = service.booking(slot as FreeSlot, told.reason)
  expect((await ask('bookAppointment', { clinic: 'alpha', token, ...booking })).status).toBe(201)
  const headers = { 'idempotency-key': 'a-letter' }
  const letter = {
    kind: 'message',
    patient: patientId,
    channel: 'email',
    subject: told.subject,
    text: told.notes,
  }
  expect((await ask('sendNotification', { ...admin, headers, body: letter })).status).toBe(202)
  await ask('sendNotification', { ...admin, headers, body: { ...letter, patient: canary.name } })
  await hearOf(aviary)
  await mailWith(aviary, later.email, new RegExp(told.subject))
  const sms = await eventually(() => aviary.gateway.taken.find(({ to }) => to === later.phone), slowly)
  aviary.secrets.keep('link of a notice', link.exec(sms.body)?.[1], 'base64url')
  await ask('editNoticePreferences', {
    token,
    body: { channels: ['email', 'sms'] },
    ifMatch: wishes.headers.etag,
  })
}

type Place = { readonly clinic: string; readonly token: string }

async function keepWords({ ask }: Aviary, admin: Place): Promise<void> {
  const words = { kind: 'booked', language: 'de', channel: 'email', body: 'Bis {{when}}!' }
  expect((await ask('createNoticeTemplate', { ...admin, body: words })).status).toBe(201)
  const unfit = { ...words, channel: 'sms', body: `{{${canary.name}}}` }
  await ask('createNoticeTemplate', { ...admin, body: { ...unfit, subject: canary.email } })
}

/** Nobody answers there: its deliveries wait in the tables that are searched. */
async function keepWebhook({ ask, secrets }: Aviary, admin: Place): Promise<void> {
  const form = { url: 'http://127.0.0.1:1024/hook', eventTypes: ['polyclinic.appointment.booked'] }
  const { status, body } = await ask('registerWebhook', {
    ...admin,
    body: form,
  })
  expect(status).toBe(201)
  secrets.keep('secret of a webhook', body.secret.replace('whsec_', ''), 'base64url')
}

/** What has happened is carried over, the grace is over, and nobody waits to be told. */
async function hearOf({ service }: Aviary): Promise<void> {
  const control = service.fleet.asSuperuser(service.fleet.name)
  const { id, databaseName } = await service.clinic('alpha')
  const inside = service.fleet.asSuperuser(databaseName)
  await enqueueJobs(control, [relayJob(id)])
  await eventually(async () => (await inside.query('select from outbox')).rowCount === 0, slowly)
  await eventually(async () => {
    await control.query(
      `update graphile_worker._private_jobs set run_at = now()
       where run_at > now() and locked_at is null and payload ->> 'noticeId' is not null`,
    )
    // what was not taken at once is looked for once a minute
    await control.query(`update notice set due_at = now() where state = 'waiting' and not queued`)
    await enqueueJobs(control, [{ task: 'queue-due-notices', payload: {}, key: 'be-told' }])
    const { rowCount } = await control.query(
      `select from notice where state = 'waiting' and kind <> 'reminder'`,
    )
    return rowCount === 0
  }, slowly)
}
