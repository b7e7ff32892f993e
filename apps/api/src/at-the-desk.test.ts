import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addAccount } from '@polyclinic/control'
import { openWeakLink, type WeakLink } from './testing/open-weak-link.ts'
import { plainProblem } from './testing/plain-problem.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

let link: WeakLink
let service: TestService
let desk: string
beforeAll(async () => {
  link = await openWeakLink(inject('adminUrl'))
  service = await startTestService({ controlUrl: link.url, config: { connectMilliseconds: 1_000 } })
  desk = (await service.member('alpha', 'staff')).token
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  await link[Symbol.asyncDispose]()
})

let keys = 0
const register = (body: object, key = `desk-${++keys}`, token = desk) =>
  service.ask('registerKnownPatient', {
    clinic: 'alpha',
    token,
    headers: { 'idempotency-key': key },
    body: { consent: true, ...body },
  })
const edit = (patient: string, body: object, ifMatch?: string, token = desk, clinic = 'alpha') =>
  service.ask('editKnownPatient', { clinic, token, params: { patient }, body, ifMatch })
const find = async (search: string) =>
  (await service.ask('listKnownPatients', { clinic: 'alpha', token: desk, query: { search } })).body.items
async function book(token: string, patientId?: string) {
  const [slot] = await service.freeSlots('alpha', 1)
  if (!slot) throw new Error('there is no slot')
  const { body, headers } = service.booking(slot)
  return service.ask('bookAppointment', { clinic: 'alpha', token, headers, body: { ...body, patientId } })
}

describe('somebody without a login', () => {
  it('is registered at the desk once for the key, found by name, and booked for', async () => {
    const form = { name: 'Ída Wells', phone: '+493012345679', birthDate: '1951-03-02' }
    const made = await register(form, 'one-key')
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({ name: 'Ída Wells', phone: form.phone, state: 'active' }),
    ])
    const again = await register(form, 'one-key')
    expect([again.status, again.body]).toEqual([201, made.body])
    const other = await register({ name: 'Other' }, 'one-key')
    expect([other.status, other.problem.code]).toEqual([422, 'idempotency-mismatch'])
    expect((await find('ida wel')).map(({ id }: { id: string }) => id)).toEqual([made.body.id])
    expect((await book(desk, made.body.id)).status).toBe(201)
  })

  it('is completed by the repetition where the first attempt died between the two databases', async () => {
    const clinic = await service.clinic('alpha')
    const inside = service.fleet.asSuperuser(clinic.databaseName)
    await inside.query('alter table known_patient rename to out_of_reach')
    const broken = await register({ name: 'Half Way' }, 'a-crash')
    await inside.query('alter table out_of_reach rename to known_patient')
    expect(broken.status).toBe(500)
    expect((await register({ name: 'Half Way' }, 'a-crash')).status).toBe(201)
    expect(await find('half way')).toHaveLength(1)
    const { rows } = await service.fleet.provisioner.database.query(
      `select from desk_registration where request_key = 'a-crash'`,
    )
    expect(rows).toHaveLength(1)
  })

  it('is corrected by the desk under the version it saw', async () => {
    const { body, headers } = await register({ name: 'Ida Wels', phone: '+493012345600' })
    const corrected = await edit(body.id, { name: 'Ida Wells', phone: null }, headers.etag)
    expect([corrected.status, corrected.headers.etag, corrected.body.name, corrected.body.phone]).toEqual([
      200,
      '"2"',
      'Ida Wells',
      undefined,
    ])
    const stale = await edit(body.id, { name: 'Late' }, headers.etag)
    expect([stale.status, stale.problem['current']]).toEqual([412, corrected.body])
    expect((await find('ida wells')).map(({ id }: { id: string }) => id)).toContain(body.id)
  })

  it('is registered only with consent, and by a desk of the clinic', async () => {
    const refused = await register({ name: 'No Consent', consent: false })
    expect([refused.status, refused.problem.code]).toEqual([400, 'invalid-request'])
    const beta = (await service.member('beta', 'staff')).token
    expect((await register({ name: 'Foreign' }, undefined, beta)).status).toBe(403)
    expect((await register({ name: 'Themselves' }, undefined, (await service.patient()).token)).status).toBe(
      403,
    )
  })
})

describe('an address that has an account', () => {
  it('is answered at the desk like any other, and the account is left as it is', async () => {
    const owner = await service.patient('Grace Hopper')
    const [known, unknown] = [
      await register({ name: 'Grace H', email: owner.email }),
      await register({ name: 'Grace H', email: 'nobody@people.test' }),
    ]
    const plain = ({ body }: typeof known) => ({ ...body, id: '', email: '', since: '', localNumber: 0 })
    expect([known.status, plain(known)]).toEqual([unknown.status, plain(unknown)])
    expect(known.body.id).not.toBe(owner.patientId)
    expect((await service.ask('showOwnPatient', { token: owner.token })).body.name).toBe('Grace Hopper')
  })

  it('belongs to somebody who looks after their own data, at the desk too', async () => {
    const owner = await service.patient()
    await book(owner.token)
    const refused = await edit(owner.patientId, { name: 'Somebody Else' }, '"1"')
    expect([refused.status, refused.problem.code]).toEqual([409, 'patients-own-data'])
    const beta = (await service.member('beta', 'staff')).token
    const foreign = await edit(owner.patientId, { name: 'X' }, '"1"', beta, 'beta')
    const absent = await edit(crypto.randomUUID(), { name: 'X' }, '"1"', beta, 'beta')
    expect([foreign.status, plainProblem(foreign)]).toEqual([404, plainProblem(absent)])
  })
})

describe('a patient', () => {
  it('changes what is known of them under the version they saw, and of their child', async () => {
    const { token } = await service.patient('Ada Byron')
    const shown = await service.ask('showOwnPatient', { token })
    const change = { phone: '+4930999888', locale: 'de-DE', timeZone: 'Europe/Berlin' }
    const edited = await service.ask('editOwnPatient', { token, body: change, ifMatch: shown.headers.etag })
    expect([edited.status, edited.body]).toEqual([200, { ...shown.body, ...change, version: 2 }])
    const stale = await service.ask('editOwnPatient', { token, body: change, ifMatch: shown.headers.etag })
    expect([stale.status, stale.problem['current']]).toEqual([412, edited.body])
    expect((await service.ask('me', { token })).body.patient?.phone).toBe(change.phone)
    const email = { email: 'other@people.test' }
    expect((await service.ask('editOwnPatient', { token, body: email, ifMatch: '"2"' })).status).toBe(400)

    const child = await service.ask('addDependent', { token, body: { name: 'Max' } })
    const params = { dependent: child.body.id }
    const renamed = await service.ask('editDependent', {
      token,
      params,
      body: { name: 'Max Byron' },
      ifMatch: '"1"',
    })
    expect(renamed.body).toEqual((await service.ask('showDependent', { token, params })).body)
  })

  it('reaches nobody else’s child, and cannot tell it from none', async () => {
    const [guardian, other] = await Promise.all([service.patient(), service.patient()])
    const child = await service.ask('addDependent', { token: guardian.token, body: { name: 'Max' } })
    const ask = (dependent: string) => {
      const to = { token: other.token, params: { dependent } }
      return Promise.all([
        service.ask('showDependent', to),
        service.ask('editDependent', { ...to, body: { name: 'Mine' }, ifMatch: '"1"' }),
        service.ask('editDependent', { ...to, body: { name: 'Mine' }, ifMatch: '"9"' }),
      ])
    }
    const [foreign, absent, own] = [
      await ask(child.body.id),
      await ask(crypto.randomUUID()),
      await ask(other.patientId),
    ]
    for (const { status, problem } of foreign) expect([status, problem.code]).toEqual([404, 'not-found'])
    expect(absent.map(plainProblem)).toEqual(foreign.map(plainProblem))
    expect(own.map(plainProblem)).toEqual(foreign.map(plainProblem))
  })

  it('brings their guardian’s contact to the desk of a clinic', async () => {
    const guardian = await service.patient()
    const child = await service.ask('addDependent', { token: guardian.token, body: { name: 'Mia Young' } })
    expect((await book(guardian.token, child.body.id)).status).toBe(201)
    const [shown] = await find('mia young')
    expect([shown?.email, shown?.guardian]).toEqual([undefined, { email: guardian.email }])
  })
})

describe('a second record of a patient', () => {
  const proposals = async (token: string) =>
    (await service.ask('listOwnMergeProposals', { token })).body.items

  it('under a proven address is shown to its owner, who decides, and to nobody else', async () => {
    const [owner, other] = await Promise.all([service.patient('Grace Hopper'), service.patient()])
    const form = { name: 'Grace B. Hopper', email: owner.email, birthDate: '1906-12-09' }
    const duplicate = (await register(form)).body
    const [proposal] = await proposals(owner.token)
    expect(proposal).toMatchObject({
      reason: 'same-email',
      clinics: ['alpha'].map(() => expect.any(String)),
      name: form.name,
      birthDate: form.birthDate,
    })
    expect(await proposals(other.token)).toEqual([])
    const params = { proposal: proposal?.id ?? '' }
    const foreign = await service.ask('acceptOwnMerge', { token: other.token, params })
    const absent = await service.ask('acceptOwnMerge', {
      token: other.token,
      params: { proposal: crypto.randomUUID() },
    })
    expect([foreign.status, plainProblem(foreign)]).toEqual([404, plainProblem(absent)])
    const accepted = await service.ask('acceptOwnMerge', { token: owner.token, params })
    expect([accepted.status, accepted.body.state]).toEqual([200, 'accepted'])
    expect((await service.ask('acceptOwnMerge', { token: owner.token, params })).body.state).toBe('accepted')
    const declined = await service.ask('declineOwnMerge', { token: owner.token, params })
    expect([declined.status, declined.problem.code]).toEqual([409, 'transition-not-allowed'])
    const { rows } = await service.fleet.provisioner.database.query(
      `select from graphile_worker.jobs where task_identifier = 'merge-patient' and key like $1`,
      [`merge-patient:${proposal?.id}:%`],
    )
    expect(rows).toHaveLength(1)
    // no desk changes a record that is on its way
    expect((await edit(duplicate.id, { name: 'X' }, '"1"')).status).toBe(404)
  })

  it('that was there first is proposed to whoever proves the address', async () => {
    const email = 'desk-first@people.test'
    const duplicate = (await register({ name: 'Desk First', email })).body
    await addAccount(service.fleet.provisioner, {
      email,
      password: testPassword,
      patient: { name: 'Desk First', email },
    })
    const { body } = await service.ask('signIn', { body: { email, password: testPassword } })
    expect(await proposals(body.accessToken)).toMatchObject([{ reason: 'same-email', name: duplicate.name }])
  })

  it('under the same phone number is asked about, and nothing moves before the desk has said so too', async () => {
    const owner = await service.patient('Grace Hopper')
    const phone = '+493077777777'
    const edited = await service.ask('editOwnPatient', {
      token: owner.token,
      body: { phone },
      ifMatch: '"1"',
    })
    expect(edited.status).toBe(200)
    const duplicate = (await register({ name: 'Grace Secret', phone, birthDate: '1906-12-09' })).body
    const [proposal] = await proposals(owner.token)
    // a number proves nothing: who gives somebody else's learns nothing of them
    expect(proposal).toEqual({
      id: expect.any(String),
      reason: 'same-phone',
      state: 'proposed',
      agreed: false,
      clinics: [],
      proposedAt: expect.any(String),
    })
    const waiting = async () =>
      (await service.ask('listMergeProposals', { clinic: 'alpha', token: desk })).body.items
    expect(await waiting()).toEqual([])
    const params = { proposal: proposal?.id ?? '' }
    const agreed = await service.ask('acceptOwnMerge', { token: owner.token, params })
    expect(agreed.body).toEqual({ ...proposal, agreed: true })
    expect(await waiting()).toMatchObject([
      { duplicate: { id: duplicate.id, name: 'Grace Secret' }, kept: { name: 'Grace Hopper' } },
    ])
    const beta = (await service.member('beta', 'staff')).token
    const elsewhere = await service.ask('acceptMerge', { clinic: 'beta', token: beta, params })
    expect([elsewhere.status, elsewhere.problem.code]).toEqual([404, 'not-found'])
    const accepted = await service.ask('acceptMerge', { clinic: 'alpha', token: desk, params })
    expect(accepted.body.state).toBe('accepted')
    expect(await waiting()).toEqual([])
  })

  it('is proposed by the desk for patients it knows, never for one with an account as the duplicate', async () => {
    const owner = await service.patient()
    await book(owner.token)
    const [first, second] = [
      (await register({ name: 'Twice' })).body,
      (await register({ name: 'Twice Again' })).body,
    ]
    const propose = (patient: string, duplicate: string) =>
      service.ask('proposeMerge', { clinic: 'alpha', token: desk, params: { patient }, body: { duplicate } })
    const made = await propose(first.id, second.id)
    expect([made.status, (await propose(first.id, second.id)).body]).toEqual([201, made.body])
    const params = { proposal: made.body.id }
    const declined = await service.ask('declineMerge', { clinic: 'alpha', token: desk, params })
    expect(declined.body.state).toBe('declined')
    for (const duplicate of [owner.patientId, crypto.randomUUID(), second.id]) {
      const refused = await propose(second.id, duplicate)
      expect([refused.status, refused.problem.code]).toEqual([404, 'patient-unknown'])
    }
    await propose(owner.patientId, second.id)
    expect((await proposals(owner.token)).map(({ reason }: { reason: string }) => reason)).toEqual([
      'by-desk',
    ])
  })
})

it('while the control plane is away nobody new is registered, and those who are known are found', async () => {
  const { body } = await register({ name: 'Known Before' })
  await link.cut()
  const refused = await register({ name: 'Too Late' })
  expect([refused.status, refused.problem.code]).toEqual([503, 'service-unavailable'])
  const corrected = await edit(body.id, { name: 'X' }, '"1"')
  expect([corrected.status, corrected.problem.code]).toEqual([503, 'service-unavailable'])
  expect(await find('known before')).toHaveLength(1)
  await link.mend()
})
