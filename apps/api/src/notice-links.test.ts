import { freeSlot, managedVisit } from '@polyclinic/contract'
import { manageLink, unsubscribeLink } from '@polyclinic/control'
import type { Routes } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Question } from './testing/ask-over-http.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
let patient: Awaited<ReturnType<TestService['patient']>>
let slots: Awaited<ReturnType<TestService['freeSlots']>>
beforeAll(async () => {
  service = await startTestService()
  patient = await service.patient()
  slots = (await service.freeSlots('alpha')).slice(4)
})
afterAll(() => service[Symbol.asyncDispose]())

const ask = <Id extends keyof Routes>(id: Id, question: Question = {}) =>
  service.ask(id, { clinic: 'alpha', ...question })
const aSlot = () => slots.shift() as (typeof slots)[number]
const vaultOf = () => service.fleet.provisioner.vault
const idOf = async (slug: string) => {
  const { rows } = await service.fleet.provisioner.database.query<{ id: string }>(
    'select id from clinic where slug = $1',
    [slug],
  )
  return rows[0]?.id ?? ''
}

/** A booked visit and its link’s token. */
async function visit(over: { patientId?: string; clinicId?: string; endsAt?: string } = {}) {
  const booking = service.booking(aSlot())
  const { body } = await ask('bookAppointment', { token: patient.token, ...booking })
  const facts = { clinicId: await idOf('alpha'), patientId: body.patientId, endsAt: body.endsAt, ...over }
  const link = manageLink(vaultOf(), 'https://x.test', {
    ...facts,
    clinicSlug: 'alpha',
    appointmentId: body.id,
  })
  return { appointment: body, token: link.split('#alpha.')[1] ?? '' }
}

describe('the link of a notice', () => {
  it('shows its one visit to whoever has it, and neither what for nor whose', async () => {
    const { appointment, token } = await visit()
    const shown = await ask('showManagedVisit', { body: { token } })
    expect(shown.status).toBe(200)
    expect(managedVisit.parse(shown.body)).toMatchObject({ reference: appointment.reference, version: 1 })
    expect(shown.text).not.toMatch(new RegExp(`${appointment.patientId}|consultation|reason`, 'i'))
    expect(shown.headers['cache-control']).toBe('no-store')
  })

  it('moves it and cancels it once, as the history tells', async () => {
    const { appointment, token } = await visit()
    const { items } = (await ask('listManagedAlternatives', { body: { token } })).body
    expect(freeSlot.array().nonempty().safeParse(items).success).toBe(true)
    const slotId = items[0]?.id
    expect((await ask('moveManagedVisit', { body: { token, slotId } })).status).toBe(428)
    const moved = await ask('moveManagedVisit', { body: { token, slotId }, ifMatch: '"1"' })
    expect([moved.status, moved.body.startsAt, moved.headers.etag]).toEqual([200, items[0]?.startsAt, '"2"'])
    const stale = await ask('cancelManagedVisit', { body: { token }, ifMatch: '"1"' })
    expect([stale.status, stale.problem['current']]).toEqual([412, moved.body])
    const cancelled = await ask('cancelManagedVisit', { body: { token }, ifMatch: '"2"' })
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled'])
    const again = await ask('cancelManagedVisit', { body: { token }, ifMatch: '"3"' })
    expect([again.status, again.problem.code]).toEqual([409, 'transition-not-allowed'])
    const params = { appointment: appointment.id }
    const history = (await ask('showHistory', { token: patient.token, params })).body.items
    expect(history.map(({ type, by }: { type: string; by: string }) => [type, by])).toEqual([
      ['booked', 'patient'],
      ['rescheduled', 'patient'],
      ['cancelled', 'patient'],
    ])
    const accesses = (await service.ask('listAccesses', { token: patient.token })).body.items
    expect(accesses).toContainEqual(expect.objectContaining({ capacity: 'link', kind: 'read' }))
  })

  it('is refused alike where it is made up, too old, elsewhere, another patient’s or of no visit', async () => {
    const { token } = await visit()
    const stranger = await service.patient()
    const gone = manageLink(vaultOf(), 'https://x.test', {
      clinicId: await idOf('alpha'),
      clinicSlug: 'alpha',
      appointmentId: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e',
      patientId: patient.patientId ?? '',
      endsAt: new Date().toISOString(),
    }).split('#alpha.')[1]
    const refused = [
      await ask('showManagedVisit', { body: { token: 'A'.repeat(70) } }),
      await ask('showManagedVisit', {
        body: { token: (await visit({ endsAt: '2020-01-01T00:00:00Z' })).token },
      }),
      await ask('showManagedVisit', { body: { token }, clinic: 'beta' }),
      await ask('showManagedVisit', {
        body: { token: (await visit({ patientId: stranger.patientId })).token },
      }),
      await ask('showManagedVisit', { body: { token: gone } }),
      await ask('cancelManagedVisit', { body: { token: gone }, ifMatch: '"1"' }),
    ]
    const first = refused[0]?.problem
    for (const { status, problem } of refused) {
      expect([status, problem.code, problem.title]).toEqual([403, 'proof-refused', first?.title])
    }
  })

  it('is no access token', async () => {
    const { appointment, token } = await visit()
    const params = { appointment: appointment.id }
    expect((await ask('showAppointment', { token, params })).status).toBe(401)
  })
})

describe('the link that ends reminders', () => {
  const remindersOf = async () => {
    const { rows } = await service.fleet.provisioner.database.query<{ reminders: boolean; version: number }>(
      'select reminders, version from notice_preference where patient_id = $1',
      [patient.patientId],
    )
    return rows
  }

  it('takes what a mail program posts, as often as it likes', async () => {
    const { post } = unsubscribeLink(vaultOf(), '', patient.patientId ?? '')
    const press = () =>
      fetch(`http://127.0.0.1:${service.api.port}${post}`, {
        method: 'POST',
        body: new URLSearchParams('List-Unsubscribe=One-Click'),
      })
    expect((await press()).status).toBe(204)
    expect((await press()).status).toBe(204)
    expect(await remindersOf()).toEqual([{ reminders: false, version: 1 }])
    const accesses = (await service.ask('listAccesses', { token: patient.token })).body.items
    const endings = accesses.filter(({ purpose }) => purpose === 'link.open')
    expect(endings).toMatchObject([{ kind: 'write', capacity: 'anyone' }])
  })

  it('does nothing where it is made up', async () => {
    const answer = await service.ask('unsubscribe', { query: { token: 'A'.repeat(43) } })
    expect([answer.status, answer.problem.code]).toEqual([403, 'proof-refused'])
  })
})

describe('a clinic’s own words', () => {
  const template = {
    kind: 'reminder',
    language: 'en',
    channel: 'email',
    body: 'See you at {{time}}, {{firstName}}.',
  }

  it('are kept, shown, replaced under their version, and given up for ours', async () => {
    const { token } = await service.member('alpha', 'clinic_admin')
    const made = await ask('createNoticeTemplate', { token, body: template })
    expect([made.status, made.body.body]).toEqual([201, template.body])
    expect((await ask('createNoticeTemplate', { token, body: template })).problem.code).toBe('already-exists')
    const words = async () => {
      const { items } = (await ask('listNoticeWords', { token })).body
      expect(items).toHaveLength(6 * 3 * 2)
      return items.find(
        (each) => each.kind === 'reminder' && each.language === 'en' && each.channel === 'email',
      )
    }
    expect(await words()).toMatchObject({ whose: 'clinic', template: { id: made.body.id } })
    expect((await words())?.sample.text).toContain('See you at')
    const params = { id: made.body.id }
    const edit = { token, params, body: { ...template, subject: 'Soon: {{date}}' } }
    const edited = await ask('editNoticeTemplate', { ...edit, ifMatch: '"1"' })
    expect([edited.status, edited.body.subject, edited.body.version]).toEqual([200, 'Soon: {{date}}', 2])
    expect((await ask('editNoticeTemplate', { ...edit, ifMatch: '"1"' })).status).toBe(412)
    expect((await ask('removeNoticeTemplate', { token, params, ifMatch: '"2"' })).status).toBe(204)
    expect((await words())?.whose).toBe('ours')
  })

  it('are refused with the names of what may not stand there, also by the preview', async () => {
    const { token } = await service.member('alpha', 'clinic_admin')
    const body = { ...template, channel: 'sms', body: 'For {{visitType}} {{nonsense}}' }
    for (const id of ['createNoticeTemplate', 'previewNoticeTemplate'] as const) {
      const { status, problem } = await ask(id, { token, body })
      expect([status, problem['issues']]).toEqual([
        400,
        [
          { pointer: '/body', message: '{{visitType}} may not stand here.' },
          { pointer: '/body', message: '{{nonsense}} may not stand here.' },
        ],
      ])
    }
    const preview = await ask('previewNoticeTemplate', { token, body: template })
    expect(preview.body).toMatchObject({ text: expect.stringContaining('See you at'), smsSegments: 1 })
    const staff = await service.member('alpha', 'staff')
    expect((await ask('previewNoticeTemplate', { token: staff.token, body })).status).toBe(403)
  })
})
