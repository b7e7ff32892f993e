import { randomUUID } from 'node:crypto'
import { addAccount } from '@polyclinic/control'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCalendar } from './downloads/read-calendar.testing.ts'
import { readCsv, readTable } from './downloads/read-csv.testing.ts'
import { plainProblem } from './testing/plain-problem.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { type TestPerson, testPassword } from './testing/test-people.ts'

let service: TestService
let admin: TestPerson
beforeAll(async () => {
  service = await startTestService()
  admin = await service.member('alpha', 'clinic_admin')
})
afterAll(() => service[Symbol.asyncDispose]())

type Patient = Awaited<ReturnType<TestService['patient']>>

async function book(patient: Patient, clinic = 'alpha', reason?: string) {
  const [slot] = await service.freeSlots(clinic, 1)
  if (!slot) throw new Error('there is no slot')
  const reply = await service.ask('bookAppointment', {
    clinic,
    token: patient.token,
    ...service.booking(slot, reason),
  })
  return reply.body
}
const days = (from = -1, to = 3) => {
  const day = (off: number) => new Date(Date.now() + off * 86_400_000).toISOString().slice(0, 10)
  return { from: day(from), to: day(to) }
}
const exportOf = (
  id: 'exportAppointments' | 'exportPatients',
  { token }: { token: string } = admin,
  query: Record<string, string | number> = id === 'exportAppointments' ? days() : {},
  clinic = 'alpha',
) => service.ask(id, { clinic, token, query })

/** Somebody with a phone, which the test's own people have not. */
async function aCaller(name: string): Promise<Patient> {
  const email = `${randomUUID()}@people.test`
  const patient = { name, email, phone: '+493012345678' }
  const { id } = await addAccount(service.fleet.provisioner, { email, password: testPassword, patient })
  const { rows } = await service.fleet.provisioner.database.query<{ id: string }>(
    'select patient_id as id from account where id = $1',
    [id],
  )
  const patientId = rows[0]?.id ?? ''
  const person = { accountId: id, email, patientId, token: '' }
  return { ...person, token: await service.renewed(person) }
}

describe('the clinic’s appointments as a table', () => {
  it('hold who comes when to whom, a phone that can be read, and no reason', async () => {
    const caller = await aCaller('Grace Hopper')
    const visit = await book(caller, 'alpha', 'a lump on the neck')
    const reply = await exportOf('exportAppointments')
    expect([reply.status, reply.headers['content-type'], reply.headers['cache-control']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'no-store',
    ])
    const { from, to } = days()
    expect(reply.headers['content-disposition']).toBe(
      `attachment; filename="appointments-alpha-${from}-${to}.csv"`,
    )
    expect(reply.text.startsWith('\ufeffreference,')).toBe(true)
    expect(readTable(reply.text).find(({ reference }) => reference === visit.reference)).toMatchObject({
      status: 'booked',
      date: visit.localDate,
      time: visit.localTime,
      minutes: '30',
      doctor: visit.doctor.name,
      'visit type': 'Consultation',
      patient: 'Grace Hopper',
      phone: "'+493012345678",
      'e-mail': caller.email,
      'cancelled at': '',
    })
    expect(reply.text).not.toContain('lump')
  })

  it('hold no formula that somebody has for a name', async () => {
    const names = ['=HYPERLINK("http://evil","x")', '@SUM(1)', '-2+3', '\t=1']
    for (const name of names) await book(await service.patient(name))
    const files = [await exportOf('exportAppointments'), await exportOf('exportPatients')]
    for (const { text } of files) {
      const cells = readCsv(text).flat()
      for (const name of names) expect(cells).toContain(`'${name.trim()}`)
      expect(cells.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([])
    }
  })

  it('are not more than a quarter’s', async () => {
    const refused = await exportOf('exportAppointments', admin, { from: '2027-01-01', to: '2027-04-03' })
    expect([refused.status, refused.problem.code]).toEqual([400, 'invalid-request'])
    expect(
      (await exportOf('exportAppointments', admin, { from: '2027-01-01', to: '2027-04-02' })).status,
    ).toBe(200)
    expect(
      (await exportOf('exportAppointments', admin, { from: '2027-01-02', to: '2027-01-01' })).status,
    ).toBe(400)
    expect((await exportOf('exportAppointments', admin, {})).status).toBe(400)
  })
})

describe('the clinic’s patients as a table', () => {
  it('are whom this clinic knows, and go on after a number', async () => {
    const [own, foreign] = [await aCaller('Ada Own'), await aCaller('Eve Foreign')]
    await book(own)
    await book(foreign, 'beta')
    const { text, headers } = await exportOf('exportPatients')
    expect(headers['content-disposition']).toBe('attachment; filename="patients-alpha.csv"')
    expect(headers['link']).toBeUndefined()
    const row = readTable(text).find((each) => each['e-mail'] === own.email)
    expect(row).toMatchObject({ name: 'Ada Own', state: 'active', phone: "'+493012345678" })
    expect(text).not.toContain('Eve Foreign')
    const after = await exportOf('exportPatients', admin, { after: Number(row?.['number']) })
    expect(after.text).not.toContain('Ada Own')
  })
})

it('files are for the admin of that clinic alone, and each patient in one is on its record once', async () => {
  const patient = await service.patient()
  await book(patient)
  await book(patient)
  const [doctor] = (await service.ask('listDoctors', { clinic: 'alpha' })).body.items
  const others = await Promise.all([
    service.member('alpha', 'staff'),
    service.doctor('alpha', doctor?.id ?? ''),
    service.member('beta', 'clinic_admin'),
    service.operator(),
  ])
  for (const other of [patient, ...others]) {
    expect((await exportOf('exportAppointments', other)).problem.code).toBe('not-allowed')
    expect((await exportOf('exportPatients', other)).problem.code).toBe('not-allowed')
  }
  const { databaseName } = await service.clinic('alpha')
  const count = async () => {
    const { rows } = await service.fleet.asSuperuser(databaseName).query<{ count: number }>(
      `select count(*)::integer as count from audit_entry
       where purpose = 'clinic.export' and kind = 'read' and patient_id = $1 and actor = $2`,
      [patient.patientId, `account:${admin.accountId}`],
    )
    return rows[0]?.count
  }
  expect(await count()).toBe(0)
  await exportOf('exportAppointments')
  expect(await count()).toBe(1)
  await exportOf('exportPatients')
  expect(await count()).toBe(2)
  expect(service.log.join('')).not.toContain(patient.email)
})

describe('an appointment’s entry for a calendar', () => {
  const entryOf = (id: string, { token }: { token: string }, clinic = 'alpha') =>
    service.ask('showCalendarEntry', { clinic, token, params: { appointment: id } })

  it('is for whoever may read it, without the reason, and follows the appointment', async () => {
    const patient = await service.patient()
    const visit = await book(patient, 'alpha', 'BEGIN:VEVENT')
    const reply = await entryOf(visit.id, patient)
    expect([reply.status, reply.headers['content-type'], reply.headers['content-disposition']]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      `attachment; filename="${visit.reference}.ics"`,
    ])
    const lines = readCalendar(reply.text)
    expect(lines).toEqual(
      expect.arrayContaining([`UID:${visit.id}`, 'SEQUENCE:1', 'STATUS:CONFIRMED', 'LOCATION:Clinic alpha']),
    )
    expect(lines.filter((line) => line.includes('BEGIN:VEVENT'))).toEqual(['BEGIN:VEVENT'])
    expect((await entryOf(visit.id, admin)).status).toBe(200)
    const params = { appointment: visit.id }
    const { token } = patient
    await service.ask('cancelAppointment', { clinic: 'alpha', token, params, ifMatch: '"1"' })
    expect(readCalendar((await entryOf(visit.id, patient)).text)).toEqual(
      expect.arrayContaining([`UID:${visit.id}`, 'SEQUENCE:2', 'STATUS:CANCELLED']),
    )
  })

  it('of somebody else is as if it were not there', async () => {
    const visit = await book(await service.patient())
    const other = await service.patient()
    const foreign = await entryOf(visit.id, other)
    expect(foreign.status).toBe(404)
    expect(plainProblem(foreign)).toEqual(plainProblem(await entryOf(randomUUID(), other)))
    const elsewhere = await service.member('beta', 'clinic_admin')
    expect(plainProblem(await entryOf(visit.id, elsewhere, 'beta'))).toEqual(plainProblem(foreign))
  })

  it('has no line more when an admin has named the doctor so', async () => {
    const [doctor] = (await service.ask('listDoctorRecords', { clinic: 'alpha', token: admin.token })).body
      .items
    const {
      id,
      version,
      name: _,
      createdAt: __,
      updatedAt: ___,
      calendar: ____,
      ...form
    } = doctor ?? ({} as never)
    const evil = 'Eve\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:http://evil.test;x,y'
    const edited = await service.ask('editDoctorRecord', {
      clinic: 'alpha',
      token: admin.token,
      params: { id },
      ifMatch: `"${version}"`,
      body: { ...form, name: evil },
    })
    const patient = await service.patient()
    const [slot] = (await service.freeSlots('alpha')).filter((each) => each.doctor.id === id)
    if (!slot) throw new Error('there is no slot')
    const request = { clinic: 'alpha', token: patient.token, ...service.booking(slot) }
    const { body } = await service.ask('bookAppointment', request)
    const lines = readCalendar((await entryOf(body.id, patient)).text)
    expect([edited.status, edited.body.name]).toEqual([200, evil])
    expect(lines.filter((line) => /^(BEGIN|END):VEVENT/.test(line))).toEqual(['BEGIN:VEVENT', 'END:VEVENT'])
    expect(lines.filter((line) => line.startsWith('ATTACH'))).toEqual([])
  })
})

describe('a doctor’s notes over HTTP', () => {
  it('go by the version that If-Match names', async () => {
    const visit = await book(await service.patient())
    const doctor = await service.doctor('alpha', visit.doctor.id)
    const to = { clinic: 'alpha', token: doctor.token, params: { appointment: visit.id } }
    const none = await service.ask('showNotes', to)
    expect([none.status, none.headers.etag, none.body]).toEqual([200, '"0"', { version: 0 }])
    const body = { text: 'Rest, and much tea' }
    expect((await service.ask('keepNotes', { ...to, body })).problem.code).toBe('precondition-required')
    const kept = await service.ask('keepNotes', { ...to, body, ifMatch: '"0"' })
    expect([kept.status, kept.headers.etag]).toEqual([200, '"1"'])
    expect((await service.ask('showNotes', to)).body).toEqual(kept.body)
    const stale = await service.ask('keepNotes', { ...to, body, ifMatch: '"0"' })
    expect([stale.status, stale.problem['current']]).toEqual([412, kept.body])
    const long = { text: 'x'.repeat(10_001) }
    expect((await service.ask('keepNotes', { ...to, body: long, ifMatch: '"1"' })).status).toBe(400)
    expect((await service.ask('showNotes', { ...to, token: admin.token })).status).toBe(403)
    expect(service.log.join('')).not.toContain('much tea')
  })
})
