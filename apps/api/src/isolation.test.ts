import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClinicDirectory, controlPlaneUrl } from '@polyclinic/control'
import { openTestDatabase } from '@polyclinic/postgres/testing'
import { plainProblem } from './testing/plain-problem.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha', 'beta', 'gamma'] })
})
afterAll(() => service[Symbol.asyncDispose]())

const absent = '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e'

describe("the raw credentials of a clinic's database", () => {
  async function alphaUrl(database?: string): Promise<string> {
    const route = await new ClinicDirectory(service.fleet.provisioner).require('slug', 'alpha')
    const url = new URL(service.fleet.adminUrl)
    url.username = route.role
    url.password = route.password
    url.pathname = `/${database ?? route.database}`
    return url.href
  }

  async function attempt(connectionString: string, statement = 'select 1'): Promise<string> {
    const database = openTestDatabase(connectionString, { max: 1, applicationName: 'test-intruder' })
    try {
      await database.query(statement)
      return 'done'
    } catch (error) {
      const { code, facts } = error as { code?: string; facts?: { reason?: string } }
      return facts?.reason ?? code ?? String(error)
    } finally {
      await database.end()
    }
  }

  it('open its own database and no other of the server', async () => {
    const { rows } = await service.fleet
      .asSuperuser('postgres')
      .query<{ name: string }>('select datname as name from pg_database')
    const { databaseName } = await service.clinic('alpha')
    const names = rows.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        databaseName,
        (await service.clinic('beta')).databaseName,
        service.fleet.name,
        expect.stringMatching(/^polyclinic_template_/),
        'postgres',
        'template1',
      ]),
    )
    expect(await attempt(await alphaUrl())).toBe('done')
    // databases of other tests come and go, and a gone one is no danger
    const ours = names.filter((name) => !name.startsWith('test_') || name === service.fleet.name)
    for (const name of ours.filter((each) => each !== databaseName)) {
      expect([name, await attempt(await alphaUrl(name))]).toEqual([
        name,
        expect.stringMatching(/refused|missing/),
      ])
    }
  })

  it('let nobody make objects, become another role or read passwords', async () => {
    const forbidden = [
      'create table intruder (id int)',
      'create temporary table intruder (id int)',
      'create schema intruder',
      'create database intruder',
      'create role intruder',
      'set role polyclinic_owner',
      'set role polyclinic_control_app',
      'select rolpassword from pg_authid',
      'truncate appointment_event',
      'alter table appointment disable trigger all',
      "copy clinic_profile to program 'true'",
    ]
    for (const statement of forbidden) {
      expect([statement, await attempt(await alphaUrl(), statement)]).toEqual([statement, '42501'])
    }
  })

  it("of the control plane open no clinic's database", async () => {
    const { adminUrl, name, provisioner } = service.fleet
    expect(await attempt(controlPlaneUrl(adminUrl, name, provisioner.vault))).toBe('done')
    const { databaseName } = await service.clinic('alpha')
    expect(await attempt(controlPlaneUrl(adminUrl, databaseName, provisioner.vault))).toBe('refused')
  })
})

/** Everything that can be asked of one clinic about an appointment, a slot or its rules. */
async function everything(token: string, named: { appointment: string; slot: string; patient: string }) {
  const to = { clinic: 'beta', token }
  const params = { appointment: named.appointment }
  const booking = { slotId: named.slot, visitType: 'consultation', patientId: named.patient }
  const headers = { 'idempotency-key': named.slot }
  const replies = await Promise.all([
    service.ask('listAppointments', to),
    service.ask('showAppointment', { ...to, params }),
    service.ask('cancelAppointment', { ...to, params, ifMatch: '"1"' }),
    service.ask('bookAppointment', { ...to, body: booking, headers }),
    service.ask('showKnownPatient', { ...to, params: { patient: named.patient } }),
    service.ask('blockPatient', { ...to, params: { patient: named.patient }, body: {}, ifMatch: '"1"' }),
    service.ask('unblockPatient', { ...to, params: { patient: named.patient }, ifMatch: '"1"' }),
    service.ask('editPolicy', { ...to, body: { horizonDays: 3 }, ifMatch: '"1"' }),
    service.ask('showAppointment', { ...to, clinic: undefined, host: 'beta.localhost', params }),
  ])
  return replies.map(plainProblem)
}

describe('a token of one clinic at another', () => {
  it('gets exactly what a stranger gets, whatever it names', async () => {
    const patient = await service.patient()
    const [slot, free] = await service.freeSlots('beta', 2)
    if (!slot || !free) throw new Error('there are no slots')
    const booked = await service.ask('bookAppointment', {
      clinic: 'beta',
      token: patient.token,
      ...service.booking(slot),
    })
    const real = { appointment: booked.body.id, slot: free.id, patient: patient.patientId }
    const nothing = { appointment: absent, slot: absent, patient: absent }

    const stranger = await service.member('gamma', 'staff')
    const told = await everything(stranger.token, nothing)
    expect(told[0]).toMatchObject({ answered: 403, code: 'not-allowed' })
    for (const role of ['staff', 'clinic_admin'] as const) {
      const { token } = await service.member('alpha', role)
      expect(await everything(token, real)).toEqual(told)
      expect(await everything(token, nothing)).toEqual(told)
    }
    // the same questions of somebody who belongs there are answered
    const own = await service.member('beta', 'clinic_admin')
    const shown = await service.ask('showAppointment', {
      clinic: 'beta',
      token: own.token,
      params: { appointment: booked.body.id },
    })
    expect(shown.status).toBe(200)
  })

  it("finds neither another clinic's slots nor its patients in its own", async () => {
    const desk = await service.member('alpha', 'staff')
    const [ofBeta] = await service.freeSlots('beta', 1)
    const [ofAlpha] = await service.freeSlots('alpha', 1)
    if (!ofBeta || !ofAlpha) throw new Error('there are no slots')
    const known = await service.patient()
    await service.ask('bookAppointment', { clinic: 'beta', token: known.token, ...service.booking(ofBeta) })
    const book = (slotId: string, patientId: string) =>
      service.ask('bookAppointment', {
        clinic: 'alpha',
        token: desk.token,
        body: { slotId, patientId, visitType: 'consultation' },
        headers: { 'idempotency-key': `${slotId}${patientId}` },
      })
    for (const [foreign, none] of [
      [await book(ofBeta.id, known.patientId), await book(absent, known.patientId)],
      [await book(ofAlpha.id, known.patientId), await book(ofAlpha.id, absent)],
    ] as const) {
      expect(foreign.status).toBe(404)
      expect(plainProblem(foreign)).toEqual(plainProblem(none))
    }
  })
})

describe("another patient's appointment", () => {
  it('is told apart from none by nothing', async () => {
    const [owner, other] = await Promise.all([service.patient(), service.patient()])
    const [slot] = await service.freeSlots('alpha', 1)
    if (!slot) throw new Error('there is no slot')
    const { body } = await service.ask('bookAppointment', {
      clinic: 'alpha',
      token: owner.token,
      ...service.booking(slot),
    })
    const ask = async (appointment: string) => {
      const to = { clinic: 'alpha', token: other.token, params: { appointment } }
      const replies = await Promise.all([
        service.ask('showAppointment', to),
        service.ask('cancelAppointment', { ...to, ifMatch: '"1"' }),
        service.ask('cancelAppointment', { ...to, ifMatch: '"9"' }),
        service.ask('cancelAppointment', to),
      ])
      return replies.map(plainProblem)
    }
    const told = await ask(absent)
    expect(told[0]).toMatchObject({ answered: 404, code: 'not-found' })
    expect(await ask(body.id)).toEqual(told)
    expect(
      (await service.ask('listAppointments', { clinic: 'alpha', token: other.token })).body.items,
    ).toEqual([])
    const forAnother = await service.ask('bookAppointment', {
      clinic: 'alpha',
      token: other.token,
      body: { slotId: slot.id, visitType: 'consultation', patientId: owner.patientId },
      headers: { 'idempotency-key': 'for-another' },
    })
    expect(forAnother.status).toBe(403)
  })
})
