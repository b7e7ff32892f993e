import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApiDocument } from './edge/index.ts'
import type { Reply } from './testing/ask-over-http.ts'
import { mailTo } from './testing/mails-to.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testManifest } from './testing/test-manifest.ts'
import { testPassword } from './testing/test-people.ts'

/** One row of docs/api.md: what a requirement asks for, and what we have for it. */
interface Row {
  asked: string
  ours: string
}

const rows: Row[] = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 5 && cells[1]?.startsWith('`'))
  .map((cells) => ({ asked: cells[1]?.replaceAll('`', '') ?? '', ours: cells[2]?.replaceAll('`', '') ?? '' }))
const withRoute = [...new Set(rows.map(({ ours }) => ours).filter((ours) => /^[A-Z]+ /.test(ours)))]

/** Every endpoint of requirements 1 and 2, as they write them. */
const requirements = `
GET /appointments/slots, POST /appointments/book, GET /appointments/{id}, DELETE /appointments/{id},
POST /doctors/availability, GET /doctors/appointments, GET /admin/appointments, POST /admin/appointments/override,
GET /admin/doctors, POST /notifications/send, POST /auth/login, POST /auth/register, GET /clinics, GET /clinics/{id},
POST /clinics, PUT /clinics/{id}, PATCH /clinics/{id}, DELETE /clinics/{id}, GET /clinics/{clinicId}/doctors,
GET /doctors/{id}, POST /clinics/{clinicId}/doctors, PUT /doctors/{id}, PATCH /doctors/{id}, DELETE /doctors/{id},
GET /customers, GET /customers/{id}, POST /customers, PUT /customers/{id}, PATCH /customers/{id},
DELETE /customers/{id}, GET /clinics/{clinicId}/timeslots, POST /clinics/{clinicId}/timeslots, PUT /timeslots/{id},
DELETE /timeslots/{id}, GET /doctors/{doctorId}/slots, POST /doctors/{doctorId}/slots, PUT /doctors/slots/{id},
DELETE /doctors/slots/{id}, GET /doctors/{doctorId}/bookingSlots, GET /bookingSlots/{id}, POST /bookingSlots,
PUT /bookingSlots/{id}, DELETE /bookingSlots/{id}, GET /clinics/{clinicId}/availability,
GET /doctors/{doctorId}/availability, GET /availability/search, POST /availability/createBookingSlots`
  .split(',')
  .map((each) => each.trim())

test('every endpoint that the requirements name has its row', () => {
  const mapped = new Set(rows.map(({ asked }) => asked))
  expect(requirements.filter((each) => !mapped.has(each))).toEqual([])
  for (const { ours } of rows) expect(ours).toMatch(/^(GET|POST|PUT|PATCH|DELETE) |^refused$|^later$/)
})

test('every route of the table is in the OpenAPI document', () => {
  const { paths = {} } = openApiDocument() as { paths?: Record<string, Record<string, unknown>> }
  const missing = withRoute.filter((ours) => {
    const [method = '', path = ''] = ours.split(' ')
    return paths[path.replace('…', '/v1/clinics/{clinic}')]?.[method.toLowerCase()] === undefined
  })
  expect(missing).toEqual([])
})

describe('each call of the table', () => {
  let service: TestService
  const replies = new Map<string, Reply<any>>()
  beforeAll(async () => {
    service = await startTestService({ clinics: ['alpha'] })
    for (const [ours, reply] of await callAll(service)) replies.set(ours, reply)
  })
  afterAll(() => service[Symbol.asyncDispose]())

  test.each(withRoute)('%s', (ours) => {
    const reply = replies.get(ours)
    expect(reply, 'it is called').toBeDefined()
    expect(reply?.status, reply?.text).toBeLessThan(300)
  })
})

async function callAll(service: TestService): Promise<Map<string, Reply<any>>> {
  const made = new Map<string, Reply<any>>()
  const [admin, patient, operator] = await Promise.all([
    service.member('alpha', 'clinic_admin'),
    service.patient(),
    service.operator(),
  ])
  const call = async (ours: string, path: string, question: object = {}) => {
    const [method = ''] = ours.split(' ')
    const reply = await service.send(method, path.replace('…', '/v1/clinics/alpha'), question)
    made.set(ours, reply)
    return reply.body
  }
  const token = admin.token
  const under = ({ version }: { version: number }) => ({ token, ifMatch: `"${version}"` })
  const days = { from: inDays(1), to: inDays(2) }

  await call('POST /v1/auth/register', '/v1/auth/register', {
    body: { email: 'a@map.test', password: 'a long enough sentence', name: 'A Map' },
  })
  const { facts } = await mailTo(service, 'a@map.test', 'confirm-registration')
  await call('POST /v1/auth/register/confirm', '/v1/auth/register/confirm', {
    body: { email: 'a@map.test', code: facts.code },
  })
  await call('POST /v1/auth/login', '/v1/auth/login', {
    body: { email: 'a@map.test', password: 'a long enough sentence' },
  })
  await call('GET /v1/me', '/v1/me', { token: patient.token })
  await call('GET /v1/clinics', '/v1/clinics')
  await call('GET …', '…')
  await call('GET /v1/search/clinics', '/v1/search/clinics?q=alfa')
  await call('GET /v1/search/doctors', '/v1/search/doctors?q=ada')
  await call('GET /v1/search/specialties', '/v1/search/specialties')
  await call('GET /v1/search/slots', '/v1/search/slots?specialty=family-medicine')

  const { items } = await call('GET …/slots', '…/slots?visitType=consultation')
  await call('GET …/slots/{slot}', `…/slots/${items[0].id}`)
  const booked = await call('POST …/appointments', '…/appointments', {
    token: patient.token,
    ...service.booking(items[0]),
  })
  await call('GET …/appointments/{appointment}', `…/appointments/${booked.id}`, { token: patient.token })
  await call('POST …/notifications/send', '…/notifications/send', {
    token,
    headers: { 'idempotency-key': 'by-hand' },
    body: { kind: 'reminder', appointment: booked.id },
  })
  await call('GET …/appointments', '…/appointments', { token })
  await call('GET …/patients', '…/patients?search=some', { token })
  const registered = await call('POST …/patients', '…/patients', {
    token,
    headers: { 'idempotency-key': 'at-the-desk' },
    body: { name: 'Ida Map', consent: true },
  })
  await call('PATCH …/patients/{patient}', `…/patients/${registered.id}`, {
    ...under(registered),
    body: { phone: '+493012345678' },
  })
  const profile = await service.ask('showOwnPatient', { token: patient.token })
  await call('PATCH /v1/me/patient', '/v1/me/patient', {
    ...under(profile.body),
    token: patient.token,
    body: { locale: 'de' },
  })
  await call('GET …/patients/{patient}', `…/patients/${patient.patientId}`, { token })
  await call('DELETE …/appointments/{appointment}', `…/appointments/${booked.id}`, {
    ...under(booked),
    token: patient.token,
  })
  await call('POST …/admin/appointments/override', '…/admin/appointments/override', {
    token,
    headers: { 'idempotency-key': 'a-walk-in' },
    body: {
      doctorId: items[0].doctor.id,
      startsAt: new Date(Date.now() + 60_000).toISOString(),
      visitType: 'consultation',
      patientId: patient.patientId,
      justification: 'They came without an appointment',
    },
  })
  await call('GET …/calendar', `…/calendar?from=${days.from}&to=${days.to}`, { token })
  await call('POST …/slots/generate', '…/slots/generate', { token, body: days })

  await call('GET …/doctors', '…/doctors')
  const form = { name: 'Cara Diaz', specialty: 'family-medicine', languages: ['en'], active: true }
  const doctor = await call('POST …/admin/doctors', '…/admin/doctors', { token, body: form })
  await call('GET …/admin/doctors', '…/admin/doctors', { token })
  await call('GET …/doctors/{doctor}', `…/doctors/${doctor.id}`)
  const edited = await call('PUT …/admin/doctors/{id}', `…/admin/doctors/${doctor.id}`, {
    ...under(doctor),
    body: { ...form, name: 'Cara Díaz' },
  })

  const hours = { code: 'early', name: 'Early', from: '06:00', until: '08:00', slotMinutes: 30, capacity: 1 }
  const shift = await call('POST …/admin/shifts', '…/admin/shifts', { token, body: hours })
  await call('GET …/admin/shifts', '…/admin/shifts', { token })
  const longer = await call('PUT …/admin/shifts/{id}', `…/admin/shifts/${shift.id}`, {
    ...under(shift),
    body: { ...hours, until: '09:00' },
  })

  const assignments = `…/doctors/${doctor.id}/shifts`
  const weekly = { shift: shift.id, weekdays: ['monday'] }
  const assignment = await call('POST …/doctors/{doctor}/shifts', assignments, { token, body: weekly })
  await call('GET …/doctors/{doctor}/shifts', assignments, { token })
  const wider = await call('PUT …/doctors/{doctor}/shifts/{id}', `${assignments}/${assignment.id}`, {
    ...under(assignment),
    body: { ...weekly, weekdays: ['monday', 'friday'] },
  })
  await call('DELETE …/doctors/{doctor}/shifts/{id}', `${assignments}/${assignment.id}`, under(wider))
  await call('DELETE …/admin/shifts/{id}', `…/admin/shifts/${shift.id}`, under(longer))

  const overrides = `…/doctors/${doctor.id}/overrides`
  const day = { date: days.from, hours: [{ from: '10:00', until: '12:00' }], slotMinutes: 30, capacity: 1 }
  const own = await call('POST …/doctors/{doctor}/overrides', overrides, { token, body: day })
  const off = await call('PUT …/doctors/{doctor}/overrides/{id}', `${overrides}/${own.id}`, {
    ...under(own),
    body: { ...day, hours: [] },
  })
  await service.send('DELETE', `${overrides}/${own.id}`.replace('…', '/v1/clinics/alpha'), under(off))
  await call('DELETE …/admin/doctors/{id}', `…/admin/doctors/${doctor.id}`, under(edited))

  const asPatient = { token: patient.token }
  await call('GET /v1/me/export', '/v1/me/export', asPatient)
  const child = await service.ask('addDependent', { ...asPatient, body: { name: 'Max Map' } })
  const certainly = { ...asPatient, body: { password: testPassword } }
  await call(
    'POST /v1/me/dependents/{dependent}/erasure',
    `/v1/me/dependents/${child.body.id}/erasure`,
    certainly,
  )
  await call('POST /v1/me/erasure', '/v1/me/erasure', certainly)

  const asOperator = { token: operator.token }
  await call('POST /v1/operator/clinics', '/v1/operator/clinics', {
    ...asOperator,
    body: testManifest('beta'),
  })
  const alpha = await service.send('GET', '/v1/operator/clinics/alpha', asOperator)
  const renamed = await call('PATCH /v1/operator/clinics/{slug}', '/v1/operator/clinics/alpha', {
    ...asOperator,
    ifMatch: `"${alpha.body.version}"`,
    body: { phone: '+493012345678' },
  })
  await call('DELETE /v1/operator/clinics/{slug}', '/v1/operator/clinics/alpha', {
    ...asOperator,
    ifMatch: `"${renamed.version}"`,
  })
  return made
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
