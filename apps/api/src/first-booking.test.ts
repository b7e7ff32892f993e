import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proveRegistration } from './testing/prove-address.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service[Symbol.asyncDispose]())

const person = {
  email: 'Ada.Lovelace@home.test',
  password: 'a long enough sentence',
  name: 'Ada Lovelace',
  phone: '+493012345678',
  birthDate: '1985-12-10',
  locale: 'en',
  timeZone: 'Europe/London',
}

/** How the two forms of address name the clinic. */
const forms = [
  { form: 'the path', clinic: 'alpha', host: undefined },
  { form: "the clinic's own host", clinic: undefined, host: 'alpha.localhost:8080' },
]

describe('a newcomer', () => {
  it('registers, and a second registration of the address is answered alike and changes nothing', async () => {
    const first = await service.ask('register', { body: person })
    expect(
      (await service.ask('signIn', { body: { email: person.email, password: person.password } })).status,
    ).toBe(401)
    await proveRegistration(service, person.email)
    const again = await service.ask('register', {
      body: { ...person, email: ' ada.lovelace@HOME.test'.trim(), password: 'another sentence', name: 'Eve' },
    })
    expect([first.status, first.text]).toEqual([202, '{"status":"accepted"}'])
    expect([again.status, again.text]).toEqual([first.status, first.text])
    const taken = { email: person.email, password: 'another sentence' }
    expect((await service.ask('signIn', { body: taken })).status).toBe(401)
  })

  it('signs in, whatever the case of the address, and sees who they are', async () => {
    const body = { email: person.email.toUpperCase(), password: person.password }
    const signedIn = await service.ask('signIn', { body })
    expect(signedIn.status).toBe(200)
    expect(signedIn.headers['cache-control']).toBe('no-store')
    const me = await service.ask('me', { token: signedIn.body.accessToken })
    expect(me.status).toBe(200)
    const { email, password: _, ...facts } = person
    expect(me.body).toMatchObject({ email, operator: false, memberships: [], patient: facts })
  })

  it('finds the clinics by name, without signing in', async () => {
    const all = await service.ask('listClinics')
    expect(all.body.items.map(({ slug }) => slug)).toEqual(['alpha', 'beta'])
    const first = await service.ask('listClinics', { query: { limit: 1 } })
    const next = await service.ask('listClinics', { query: { limit: 1, cursor: first.body.next ?? '' } })
    expect([first.body.items[0]?.slug, next.body.items[0]?.slug, next.body.next]).toEqual([
      'alpha',
      'beta',
      undefined,
    ])
    const found = await service.ask('listClinics', { query: { search: 'BETA' } })
    expect(found.body.items.map(({ slug }) => slug)).toEqual(['beta'])
  })
})

describe.each(forms)('a patient who names the clinic by $form', ({ clinic, host }) => {
  const where = { clinic, host }

  it('sees the clinic, its doctors, kinds of visit and rules', async () => {
    expect((await service.ask('showClinic', where)).body.slug).toBe('alpha')
    expect((await service.ask('listDoctors', where)).body.items.map(({ name }) => name)).toEqual([
      'Ada Byron',
      'Ben Okri',
    ])
    expect((await service.ask('listVisitTypes', where)).body.items[0]?.code).toBe('consultation')
    const policy = await service.ask('showPolicy', where)
    expect([policy.body.horizonDays, policy.headers.etag]).toEqual([2, `"${policy.body.version}"`])
  })

  it('books a slot, sees it, cancels it under its version, and the slot is free again', async () => {
    const { token, patientId } = await service.patient()
    const [slot] = (await service.ask('listSlots', { ...where, query: { limit: 1 } })).body.items
    if (!slot) throw new Error('there is no slot')

    const booked = await service.ask('bookAppointment', {
      ...where,
      token,
      ...service.booking(slot, 'Yearly check-up'),
    })
    expect([booked.status, booked.headers.etag]).toEqual([201, '"1"'])
    expect(booked.headers.location).toBe(`/v1/clinics/alpha/appointments/${booked.body.id}`)
    expect(booked.body).toMatchObject({
      status: 'booked',
      patientId,
      startsAt: slot.startsAt,
      localTime: slot.localTime,
      reason: 'Yearly check-up',
      clinic: { slug: 'alpha' },
    })
    expect((await service.freeSlots('alpha')).map(({ id }) => id)).not.toContain(slot.id)

    const params = { appointment: booked.body.id }
    const seen = await service.send('GET', String(booked.headers.location), { token })
    expect([seen.status, seen.headers.etag]).toEqual([200, '"1"'])
    expect(seen.body).toEqual(booked.body)
    expect((await service.ask('listAppointments', { ...where, token })).body.items).toEqual([booked.body])

    const blind = await service.ask('cancelAppointment', { ...where, token, params })
    expect([blind.status, blind.problem.code]).toEqual([428, 'precondition-required'])
    const stale = await service.ask('cancelAppointment', { ...where, token, params, ifMatch: '"7"' })
    expect([stale.status, stale.problem.code]).toEqual([412, 'version-mismatch'])
    expect(stale.problem['current']).toEqual(booked.body)

    const cancelled = await service.ask('cancelAppointment', { ...where, token, params, ifMatch: 'W/"1"' })
    expect([cancelled.status, cancelled.headers.etag, cancelled.body.status]).toEqual([
      200,
      '"2"',
      'cancelled',
    ])
    expect((await service.freeSlots('alpha')).map(({ id }) => id)).toContain(slot.id)
    const again = await service.ask('cancelAppointment', { ...where, token, params, ifMatch: '"2"' })
    expect([again.status, again.problem['state']]).toEqual([409, 'cancelled'])
  })
})

describe('a booking', () => {
  it('that is repeated under its key gets the same reply and stays one', async () => {
    const { token } = await service.patient()
    const [slot, other] = await service.freeSlots('beta', 2)
    if (!slot || !other) throw new Error('there are no slots')
    const request = { clinic: 'beta', token, ...service.booking(slot, 'A sore throat') }
    const [first, second] = await Promise.all([
      service.ask('bookAppointment', request),
      service.ask('bookAppointment', request),
    ])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
    const different = { ...request, body: { slotId: other.id, visitType: 'consultation' } }
    const misused = await service.ask('bookAppointment', different)
    expect([misused.status, misused.problem.code]).toEqual([422, 'idempotency-mismatch'])
    expect((await service.ask('listAppointments', { clinic: 'beta', token })).body.items).toHaveLength(1)
  })

  it('of an erased patient whose token still lives is refused, and makes nobody known', async () => {
    const { token, patientId } = await service.patient()
    const control = service.fleet.asSuperuser(service.fleet.name)
    await control.query('delete from patient_key where patient_id = $1', [patientId])
    await control.query(
      `update patient set erased_at = now(), sealed_name = null, sealed_email = null, sealed_phone = null,
         sealed_birth_date = null, email_index = null, phone_index = null where id = $1`,
      [patientId],
    )
    const [slot] = await service.freeSlots('beta', 1)
    if (!slot) throw new Error('there is no slot')
    for (const reason of [undefined, 'with a reason']) {
      const refused = await service.ask('bookAppointment', {
        clinic: 'beta',
        token,
        ...service.booking(slot, reason),
      })
      expect([refused.status, refused.problem.code]).toEqual([404, 'patient-unknown'])
    }
    const inside = service.fleet.asSuperuser((await service.clinic('beta')).databaseName)
    const { rows } = await inside.query('select from known_patient where patient_id = $1', [patientId])
    expect(rows).toHaveLength(0)
  })
})

describe('a list of slots', () => {
  it('is told 304 to who has it already, until somebody books', async () => {
    const first = await service.ask('listSlots', { clinic: 'alpha' })
    const etag = String(first.headers.etag)
    expect(first.headers['cache-control']).toBe('public, max-age=0, s-maxage=2')
    const ask = () => service.ask('listSlots', { clinic: 'alpha', headers: { 'if-none-match': etag } })
    expect((await ask()).status).toBe(304)
    const { token } = await service.patient()
    const [slot] = first.body.items
    if (!slot) throw new Error('there is no slot')
    expect(
      (await service.ask('bookAppointment', { clinic: 'alpha', token, ...service.booking(slot) })).status,
    ).toBe(201)
    expect((await ask()).status).toBe(200)
  })
})
