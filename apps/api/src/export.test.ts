import { quoteIdentifier } from '@polyclinic/postgres'
import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service[Symbol.asyncDispose]())

async function book(clinic: string, token: string, reason: string) {
  const [slot] = await service.freeSlots(clinic, 1)
  if (!slot) throw new Error('nothing is free')
  const booked = await service.ask('bookAppointment', { clinic, token, ...service.booking(slot, reason) })
  expect(booked.status).toBe(201)
  return booked.body
}
const exported = (token: string) => service.ask('exportOwnData', { token })

describe('an export of one’s own data', () => {
  it('holds everything from every clinic that knows the patient, and nothing of anybody else', async () => {
    const [patient, other] = await Promise.all([service.patient('Ada Body'), service.patient('Eve Other')])
    const booked = await book('alpha', patient.token, 'a rash')
    await book('alpha', other.token, 'a secret of Eve')
    const child = (await service.ask('addDependent', { token: patient.token, body: { name: 'Max Body' } }))
      .body
    // on a busy machine a clinic may be named as missing the first time
    const { status, headers, body, text } = await eventually(async () => {
      const reply = await exported(patient.token)
      return reply.body.missing.length === 0 ? reply : undefined
    })
    expect([status, headers['cache-control'], headers['content-disposition']]).toEqual([
      200,
      'no-store',
      'attachment; filename="my-data.json"',
    ])
    expect(body).toMatchObject({
      account: { id: patient.accountId, email: patient.email },
      patient: { id: patient.patientId, name: 'Ada Body', email: patient.email },
      dependents: [child],
      missing: [],
    })
    // beta has never heard of them
    expect(body.clinics.map(({ clinic }) => clinic.slug)).toEqual(['alpha'])
    const [kept] = body.clinics
    expect(kept?.card).toMatchObject({ state: 'active', name: 'Ada Body', email: patient.email })
    expect(kept?.appointments).toMatchObject([
      { id: booked.id, reason: 'a rash', history: [{ type: 'booked', by: 'patient' }] },
    ])
    expect(kept?.accesses.at(-1)).toMatchObject({ title: 'Booking a visit', capacity: 'patient', own: true })
    expect(text).not.toContain('Eve')
  })

  it('as a page shows every value as text, under a policy of its own', async () => {
    const { token } = await service.patient('<script>alert("x")</script>')
    await book('alpha', token, `<img src=x onerror='alert(1)'>`)
    const { status, headers, text } = await service.ask('exportOwnData', { token, query: { format: 'html' } })
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-store',
    ])
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;')
    expect(text).toContain('&lt;img src=x onerror=&#39;alert(1)&#39;&gt;')
    expect(text).not.toMatch(/<script|<img/)
  })

  it('is written down in the audit of the clinic and of the control plane', async () => {
    const { token, patientId } = await service.patient()
    await book('alpha', token, 'a rash')
    await exported(token)
    const { databaseName } = await service.clinic('alpha')
    for (const database of [databaseName, service.fleet.name]) {
      const { rows } = await service.fleet.asSuperuser(database).query(
        `select kind, capacity from audit_entry
           where patient_id = $1 and purpose = 'patient.export-own' and object_type = 'patient'`,
        [patientId],
      )
      expect(rows).toEqual([{ kind: 'read', capacity: 'patient' }])
    }
  })

  it('may be asked for ten times an hour', async () => {
    const { token } = await service.patient()
    const statuses: number[] = []
    for (let n = 0; n < 11; n++) statuses.push((await exported(token)).status)
    expect(statuses).toEqual([...Array(10).fill(200), 429])
  })

  it('is for patients alone', async () => {
    const staff = await service.member('alpha', 'staff')
    expect((await exported(staff.token)).problem.code).toBe('not-allowed')
    expect((await service.ask('exportOwnData')).problem.code).toBe('not-signed-in')
  })

  it('names a clinic that does not answer', async () => {
    const { token } = await service.patient()
    await book('alpha', token, 'a rash')
    await book('beta', token, 'a cough')
    const { databaseName } = await service.clinic('beta')
    const admin = service.fleet.asSuperuser('postgres')
    await admin.query(`alter database ${quoteIdentifier(databaseName)} allow_connections false`)
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      databaseName,
    ])
    const { body } = await exported(token)
    expect(body.clinics.map(({ clinic }) => clinic.slug)).toEqual(['alpha'])
    expect(body.missing).toEqual([{ slug: 'beta', name: 'Clinic beta' }])
  })
})
