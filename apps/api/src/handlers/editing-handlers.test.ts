import type { ClinicStaffing } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asked, type ClinicEdge, edgeOfClinic } from './testing/edge-of-clinic.ts'

const noon = { code: 'noon', name: 'Noon', from: '12:00', until: '14:00', slotMinutes: 30, capacity: 1 }
const staffing: ClinicStaffing = {
  specialties: [{ code: 'family-medicine', name: 'Family medicine' }],
  visitTypes: [],
  openingHours: [{ weekday: 'monday', from: '08:00', until: '18:00' }],
  shifts: [{ ...noon, code: 'morning', from: '08:00', until: '12:00' }],
  doctors: [
    {
      name: 'Ada Byron',
      languages: ['en'],
      specialty: 'family-medicine',
      shifts: [{ shift: 'morning', weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] }],
    },
  ],
}

let edge: ClinicEdge
let doctor: string
let shift: string
beforeAll(async () => {
  edge = await edgeOfClinic(staffing)
  doctor = edge.doctor
  shift = (await ask('post', '/admin/shifts', { body: { ...noon, code: 'first' } })).body.id
})
afterAll(() => edge[Symbol.asyncDispose]())

const ask = (method: string, path: string, asked?: Asked) => edge.ask(method, path, asked)

describe('over HTTP', () => {
  test.each<[string, () => object]>([
    ['/admin/specialties', () => ({ code: 'eyes', name: 'Eyes' })],
    ['/admin/visit-types', () => ({ code: 'check', name: 'Check', minutes: 20, doctors: [doctor] })],
    ['/admin/doctors', () => ({ name: 'Cy Ng', specialty: 'family-medicine', languages: ['en'] })],
    ['/admin/opening-hours', () => ({ weekday: 'friday', from: '09:00', until: '12:00' })],
    ['/admin/shifts', () => noon],
    ['/doctors/{doctor}/shifts', () => ({ shift, weekdays: ['sunday'] })],
    [
      '/doctors/{doctor}/overrides',
      () => ({ date: '2035-01-01', hours: [{ from: '08:00', until: '09:00' }] }),
    ],
    ['/admin/closures', () => ({ firstDay: '2035-01-01', lastDay: '2035-01-02' })],
  ])(
    '%s is created, listed, shown, replaced under the version that was seen, and removed',
    async (template, form) => {
      const path = template.replace('{doctor}', doctor)
      const created = await ask('post', path, { body: form() })
      const document = created.body
      expect([created.status, created.etag, document.version]).toEqual([201, '"1"', 1])
      const address = created.location
      expect(address).toBe(`/v1/clinics/riverside${path}/${document.id}`)
      const { calendar: _, ...shown } = document
      expect((await ask('get', address, { as: 'staff' })).body).toEqual(shown)
      expect((await ask('get', path, { as: 'staff' })).body.items).toContainEqual(shown)

      expect((await ask('put', address, { body: form() })).status).toBe(428)
      const replaced = await ask('put', address, { body: form(), ifMatch: '"1"' })
      expect([replaced.status, replaced.etag]).toEqual([200, '"2"'])
      const stale = await ask('delete', address, { ifMatch: '"1"' })
      expect([stale.status, stale.body.current.version]).toEqual([412, 2])
      const removed = await ask('delete', address, { ifMatch: 'W/"2"' })
      expect([removed.status, removed.body]).toEqual([204, undefined])
      expect((await ask('get', address)).status).toBe(404)
      expect((await ask('post', path, { body: form(), as: 'staff' })).status).toBe(403)
      expect((await ask('get', path, { as: '' })).status).toBe(401)
    },
  )

  test('two admins who change one shift at once: one is heard, the other gets what it has become', async () => {
    const address = `/admin/shifts/${shift}`
    const seen = (await ask('get', address)).etag
    const edits = ['Early noon', 'Late noon'].map((name) =>
      ask('put', address, { body: { ...noon, code: 'first', name }, ifMatch: seen }),
    )
    const answers = await Promise.all(edits)
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
    const bodies = answers.map(({ body }) => body)
    const won = bodies[answers.findIndex(({ status }) => status === 200)]
    const lost = bodies[answers.findIndex(({ status }) => status === 412)]
    const { calendar: _, ...stands } = won
    expect(lost).toMatchObject({ code: 'version-mismatch', current: stands })
  })

  test('a form is refused with a pointer to each fault, in its fields and in what they name', async () => {
    const form = { ...noon, code: 'Noon!', until: '12:15' }
    const faults = (await ask('post', '/admin/shifts', { body: form })).body.issues
    expect(faults.map(({ pointer }: { pointer: string }) => pointer)).toContain('/code')
    const stranger = { name: 'Di Oz', specialty: 'magic', languages: ['en'] }
    const answer = await ask('post', '/admin/doctors', { body: stranger })
    expect([answer.status, answer.body.issues]).toEqual([
      400,
      [{ pointer: '/specialty', message: 'is no specialty of this clinic' }],
    ])
  })

  test('a doctor looks ahead, takes a day off, and finds the door of the clinic closed', async () => {
    const as = 'doctor'
    const off = { date: '2035-03-01', hours: [] }
    const tried = await ask('post', '/admin/calendar/preview', {
      as,
      body: { change: 'override', doctor, to: off },
    })
    expect([tried.status, tried.body.timeZone]).toEqual([200, 'Europe/Berlin'])
    expect((await ask('post', `/doctors/${doctor}/overrides`, { as, body: off })).status).toBe(201)
    expect((await ask('get', '/admin/shifts', { as })).status).toBe(403)
    expect((await ask('get', '/admin/displaced', { as })).status).toBe(403)
    const whole = { change: 'closure', to: { firstDay: '2035-03-01', lastDay: '2035-03-01' } }
    expect((await ask('post', '/admin/calendar/preview', { as, body: whole })).status).toBe(403)
  })

  test('a doctor leaves with their shifts only where the request says so', async () => {
    const body = { name: 'Ada Byron', languages: ['en'], specialty: 'family-medicine', active: false }
    const address = `/admin/doctors/${doctor}`
    const kept = await ask('put', address, { body, ifMatch: '"1"' })
    expect([kept.status, kept.body.by]).toEqual([409, 'assignments'])
    const preview = { change: 'doctor', id: doctor, to: body, withdraw: true }
    const told = (await ask('post', '/admin/calendar/preview', { body: preview })).body
    expect((await ask('get', `/doctors/${doctor}`, { as: '' })).status).toBe(200)
    const left = (await ask('put', `${address}?withdraw=true`, { body, ifMatch: '"1"' })).body
    expect(left.calendar).toEqual({ added: 0, removed: told.removed.count, displaced: 0, restored: 0 })
    expect(left.calendar.removed).toBeGreaterThan(0)
    expect((await ask('get', `/doctors/${doctor}`, { as: '' })).status).toBe(404)
    expect((await ask('get', '/admin/displaced', { as: 'staff' })).body.items).toEqual([])
  })

  test('anybody sees when the clinic is open', async () => {
    expect((await ask('get', '/opening-hours', { as: '' })).body).toEqual({
      timeZone: 'Europe/Berlin',
      items: [{ weekday: 'monday', from: '08:00', until: '18:00' }],
    })
  })
})
