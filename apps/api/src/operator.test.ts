import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RouteDescription, routes } from '@polyclinic/contract'
import { eventually } from '@polyclinic/postgres/testing'
import { plainProblem } from './testing/plain-problem.ts'
import { startTestService, type TestService } from './testing/start-test-service.ts'
import { testManifest } from './testing/test-manifest.ts'

let service: TestService
let token: string
beforeAll(async () => {
  service = await startTestService({ clinics: ['alpha'] })
  token = (await service.operator()).token
})
afterAll(() => service[Symbol.asyncDispose]())

/** For what copies databases, on a machine that has other things to do as well. */
const patience = { withinMilliseconds: 20_000 }
const followed = (location: string | undefined) =>
  eventually(async () => {
    const { body } = await service.send('GET', String(location), { token })
    return body.state === 'running' ? undefined : body
  }, patience)

describe('the routes of the operator', () => {
  const operatorRoutes = Object.values<RouteDescription>(routes).filter(({ tag }) => tag === 'Operator')

  it('are closed to everybody else, for a clinic that is there and one that is not', async () => {
    const [patient, desk, admin] = await Promise.all([
      service.patient(),
      service.member('alpha', 'staff'),
      service.member('alpha', 'clinic_admin'),
    ])
    expect(operatorRoutes.length).toBeGreaterThanOrEqual(8)
    const bodies: Record<string, object> = {
      editClinic: { name: 'Ours' },
      inviteFirstAdmin: { email: 'ada@people.test', role: 'clinic_admin' },
      judgeList: { csv: 'slug,name,timeZone,country\nours,Ours,Europe/Berlin,DE' },
      retryDeadLetters: { ids: ['1'] },
      dropDeadLetters: { ids: ['1'] },
      retrySetAside: { ids: ['01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e'] },
    }
    for (const route of operatorRoutes) {
      const ask = async (slug: string, bearer: string | undefined) =>
        plainProblem(
          await service.ask(route.id as 'editClinic', {
            token: bearer,
            params: { slug, operation: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e' },
            ...(route.body && { body: bodies[route.id] ?? testManifest(slug) }),
            ...(route.ifMatch && { ifMatch: '"1"' }),
          }),
        )
      expect([route.id, await ask('alpha', undefined)]).toMatchObject([route.id, { code: 'not-signed-in' }])
      for (const person of [patient, desk, admin]) {
        const told = await ask('alpha', person.token)
        expect([route.id, told]).toMatchObject([route.id, { answered: 403, code: 'not-allowed' }])
        expect(await ask('nowhere', person.token)).toEqual(told)
      }
    }
  })

  it('show an operator no patient: at a clinic they are a stranger', async () => {
    const refused = await service.ask('listAppointments', { clinic: 'alpha', token })
    expect([refused.status, refused.problem.code]).toEqual([403, 'not-allowed'])
  })
})

describe('an operator', () => {
  const params = { slug: 'alpha' }
  const show = () => service.ask('showRegisteredClinic', { token, params })

  it('edits, suspends and resumes a clinic under its version', async () => {
    const before = await show()
    const edit = (body: object, ifMatch?: string) =>
      service.ask('editClinic', { token, params, body, ifMatch })
    expect((await edit({ name: 'Alpha' })).status).toBe(428)
    const edited = await edit({ name: 'Alpha', phone: '+493012345678' }, before.headers.etag)
    expect([edited.status, edited.body.name, edited.headers.etag]).toEqual([
      200,
      'Alpha',
      `"${edited.body.version}"`,
    ])
    const stale = await edit({ name: 'Beta' }, before.headers.etag)
    expect([stale.status, stale.problem['current']]).toEqual([412, edited.body])

    const suspended = await edit({ state: 'suspended', phone: null }, edited.headers.etag)
    expect([suspended.body.state, suspended.body.phone]).toEqual(['suspended', undefined])
    // in the process that did it the next request knows
    expect((await service.ask('listSlots', { clinic: 'alpha' })).status).toBe(403)
    expect((await edit({ state: 'active' }, suspended.headers.etag)).status).toBe(200)
    expect((await service.ask('listSlots', { clinic: 'alpha' })).status).toBe(200)
    expect((await service.ask('showClinic', { clinic: 'alpha' })).body.name).toBe('Alpha')
  })

  it('archives a clinic, and brings it back', async () => {
    expect((await service.ask('archiveClinic', { token, params })).status).toBe(428)
    const { headers } = await show()
    const archived = await service.ask('archiveClinic', { token, params, ifMatch: headers.etag })
    expect([archived.status, archived.body.state]).toEqual([200, 'archived'])
    expect((await service.ask('listSlots', { clinic: 'alpha' })).status).toBe(404)
    const inState = await service.ask('listRegisteredClinics', { token, query: { state: 'archived' } })
    expect(inState.body.items.map(({ slug }) => slug)).toEqual(['alpha'])
    const body = { state: 'active' }
    const back = await service.ask('editClinic', { token, params, body, ifMatch: archived.headers.etag })
    expect(back.status).toBe(200)
    expect((await service.ask('listSlots', { clinic: 'alpha' })).status).toBe(200)
  })

  it('is told that there is nothing to migrate, and carries a migration on where there is', async () => {
    const newest = await service.ask('migrateClinic', { token, params })
    expect([newest.status, newest.problem.code, newest.problem['state']]).toEqual([
      409,
      'transition-not-allowed',
      'newest',
    ])
    const control = service.fleet.asSuperuser(service.fleet.name)
    await control.query(`update clinic set schema_version = schema_version - 1 where slug = 'alpha'`)
    const accepted = await service.ask('migrateClinic', { token, params })
    expect([accepted.status, accepted.body.kind]).toEqual([202, 'migrate'])
    expect((await followed(accepted.headers.location)).state).toBe('succeeded')
    expect((await service.ask('migrateClinic', { token, params: { slug: 'nowhere' } })).status).toBe(404)
  })

  it('follows operations, newest first, page by page', async () => {
    const all = await service.ask('listOperations', { token, query: { state: 'succeeded' } })
    const ids = all.body.items.map(({ id }) => id)
    expect(all.body.items[0]?.kind).toBe('migrate')
    expect(ids.length).toBe(2)
    const paged: string[] = []
    for (let cursor: string | undefined; ; ) {
      const query = { state: 'succeeded', limit: 1, ...(cursor && { cursor }) }
      const { body } = await service.ask('listOperations', { token, query })
      paged.push(...body.items.map(({ id }) => id))
      cursor = body.next
      if (!cursor) break
    }
    expect(paged).toEqual(ids)
    const params_ = { operation: '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e' }
    expect((await service.ask('showOperation', { token, params: params_ })).problem.code).toBe('not-found')
  })
})
