import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { ActorLoader, controlPlaneUrl, SigningKeys, TokenIssuer, TokenVerifier } from '@polyclinic/control'
import { openDatabase } from '@polyclinic/postgres'
import { eventually } from '@polyclinic/postgres/testing'
import { openWeakLink, type WeakLink } from './testing/open-weak-link.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testPassword } from './testing/test-people.ts'

let link: WeakLink
let service: TestService
beforeAll(async () => {
  link = await openWeakLink(inject('adminUrl'))
  service = await startTestService({ controlUrl: link.url, config: { connectMilliseconds: 1_000 } })
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  await link[Symbol.asyncDispose]()
})
afterEach(async () => {
  await link.mend()
  await eventually(async () => (await service.ask('ready')).body.controlPlane === 'up')
})

async function slotsOf(slug: string) {
  const [slot, other, third] = await service.freeSlots(slug, 3)
  if (!slot || !other || !third) throw new Error('there are no slots')
  return { slot, other, third }
}

describe.each(['is down', 'says nothing'])('while the control plane %s', (how) => {
  const break_ = async () => (how === 'is down' ? link.cut() : link.freeze())

  it('patients who are signed in book and cancel at clinics that are known', async () => {
    const [known, newcomer, careful] = await Promise.all([1, 2, 3].map(() => service.patient()))
    if (!known || !newcomer || !careful) throw new Error('there is nobody')
    const { slot, other, third } = await slotsOf('alpha')
    const book = (token: string, at: typeof slot, reason?: string) =>
      service.ask('bookAppointment', { clinic: 'alpha', token, ...service.booking(at, reason) })
    await book(known.token, slot)

    await break_()
    const booked = await book(known.token, other, 'It hurts again')
    expect([booked.status, booked.body.reason]).toEqual([201, 'It hurts again'])
    const params = { appointment: booked.body.id }
    const cancelling = { clinic: 'alpha', token: known.token, params, ifMatch: '"1"' }
    expect((await service.ask('cancelAppointment', cancelling)).status).toBe(200)
    // nobody can be asked who they are: the clinic knows them all the same
    expect((await book(newcomer.token, other)).status).toBe(201)
    // what cannot be sealed under the patient's own key is not taken
    const refused = await book(careful.token, third, 'A secret')
    expect([refused.status, refused.problem.code]).toEqual([503, 'service-unavailable'])
    expect((await service.ask('listSlots', { clinic: 'alpha' })).status).toBe(200)
    expect((await service.ask('ready')).body).toEqual({ status: 'ready', controlPlane: 'down' })
  })

  it('guardians act for those last seen, and in a process that has never asked for those the token names', async () => {
    const { provisioner, name } = service.fleet
    const { accountId, patientId, token } = await service.patient()
    const add = (child: string) => service.ask('addDependent', { token, body: { name: child } })
    const [named, other] = [(await add('Max')).body.id, (await add('Mia')).body.id]
    const connectionString = controlPlaneUrl(link.url, name, provisioner.vault)
    const database = openDatabase({ connectionString, applicationName: 'test', max: 2 })
    const keys = new SigningKeys(provisioner)
    const parties = { issuer: 'http://api.test', audience: 'http://api.test' }
    const claims = { accountId, patientId, hasRoles: false, dependents: [named] }
    const bearer = await new TokenIssuer(keys, parties).issue(claims)
    const aProcess = () => {
      const { vault } = provisioner
      const actors = new ActorLoader({ database, vault }, new TokenVerifier(keys, parties))
      return async (child: string) => {
        const actor = await actors.load(bearer)
        return actor.kind === 'account' && actor.guards?.(child)
      }
    }
    const [known, fresh] = [aProcess(), aProcess()]
    expect(await known(other)).toBe(true)

    await break_()
    await eventually(async () => (await fresh(named)) && !(await fresh(other)))
    expect(await known(other)).toBe(true)
    await link.mend()
    await eventually(async () => (await fresh(other)) === true)
    await database.end()
  })

  it('the desk works on with the roles last seen', async () => {
    const { token } = await service.member('alpha', 'staff')
    const list = () => service.ask('listAppointments', { clinic: 'alpha', token })
    expect((await list()).status).toBe(200)
    await break_()
    expect((await list()).status).toBe(200)
  })
})

it('what needs the control plane is refused for the moment while it is down, not for good', async () => {
  const [{ email }, desk] = await Promise.all([service.patient(), service.member('alpha', 'staff')])
  const credentials = { email, password: testPassword }
  await link.cut()
  const replies = await Promise.all([
    service.ask('signIn', { body: credentials }),
    service.ask('register', { body: { ...credentials, name: 'Some Body' } }),
    service.ask('listClinics'),
  ])
  for (const { status, problem, headers } of replies) {
    expect([status, problem.code]).toEqual([503, 'service-unavailable'])
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  }
  // neither a clinic that nobody has asked for yet nor a role that was never seen is called absent
  expect((await service.ask('listSlots', { clinic: 'beta' })).status).toBe(503)
  expect((await service.ask('listAppointments', { clinic: 'alpha', token: desk.token })).status).toBe(503)

  await link.mend()
  await eventually(async () => (await service.ask('signIn', { body: credentials })).status === 200)
  expect((await service.ask('listSlots', { clinic: 'beta' })).status).toBe(200)
})

it('a restart of the control plane is followed by hearing of changes again', async () => {
  await service.ask('listSlots', { clinic: 'alpha' })
  await link.cut()
  const control = service.fleet.asSuperuser(service.fleet.name)
  await control.query(`update clinic set state = 'suspended', epoch = epoch + 1 where slug = 'alpha'`)
  expect((await service.ask('listSlots', { clinic: 'alpha' })).status).toBe(200)
  await link.mend()
  await eventually(async () => (await service.ask('listSlots', { clinic: 'alpha' })).status === 403)
})
