import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '@polyclinic/postgres/testing'
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
const onboard = (body: object) => service.ask('onboardClinic', { token, body })
const followed = (location: string | undefined) =>
  eventually(async () => {
    const { body } = await service.send('GET', String(location), { token })
    return body.state === 'running' ? undefined : body
  }, patience)

describe('onboarding', () => {
  it('answers at once with an operation; when it has succeeded the clinic can be booked', async () => {
    const manifest = testManifest('new-clinic', { timeZone: 'Pacific/Apia', hosts: ['new.clinic.test'] })
    expect((await service.ask('listSlots', { clinic: 'new-clinic' })).status).toBe(404)
    const accepted = await onboard(manifest)
    expect([accepted.status, accepted.body.clinic, accepted.body.kind]).toEqual([
      202,
      'new-clinic',
      'provision',
    ])
    expect(accepted.headers.location).toBe(`/v1/operator/operations/${accepted.body.id}`)
    const ended = await followed(accepted.headers.location)
    expect(ended).toMatchObject({ state: 'succeeded', step: 'done', progress: { done: 7, of: 7 } })

    // at once, although the name was asked for before and is remembered as unknown
    const [slot] = await eventually(() => service.freeSlots('new-clinic', 1))
    if (!slot) throw new Error('there is no slot')
    const patient = await service.patient()
    const booking = { clinic: 'new-clinic', token: patient.token, ...service.booking(slot) }
    expect((await service.ask('bookAppointment', booking)).status).toBe(201)
    const shown = await service.ask('showRegisteredClinic', { token, params: { slug: 'new-clinic' } })
    expect(shown.body).toMatchObject({
      state: 'active',
      hosts: ['new.clinic.test'],
      timeZone: 'Pacific/Apia',
    })

    const repeated = await onboard(manifest)
    expect([repeated.status, repeated.body]).toEqual([202, ended])
    const after = await service.ask('showRegisteredClinic', { token, params: { slug: 'new-clinic' } })
    expect(after.body).toEqual(shown.body)
  })

  it('of one clinic by several at once is one operation', async () => {
    const replies = await Promise.all([1, 2, 3, 4].map(() => onboard(testManifest('wanted'))))
    const accepted = replies.filter(({ status }) => status === 202)
    const refused = replies.filter(({ status }) => status !== 202)
    // who came in the same instant may be told that the name is taken
    for (const { problem } of refused) expect(problem.code).toBe('already-exists')
    expect(new Set(accepted.map(({ body }) => body.id)).size).toBe(1)
    expect((await followed(accepted[0]?.headers.location)).state).toBe('succeeded')
    const again = await onboard(testManifest('wanted'))
    expect(again.body.id).toBe(accepted[0]?.body.id)
  })

  it('refuses a slug or a host that another clinic has', async () => {
    const sameSlug = await onboard(testManifest('alpha', { name: 'Another Alpha' }))
    expect([sameSlug.status, sameSlug.problem['field']]).toEqual([409, 'slug'])
    const sameHost = await onboard(testManifest('other-clinic', { hosts: ['new.clinic.test'] }))
    expect([sameHost.status, sameHost.problem['field']]).toEqual([409, 'hosts'])
  })

  it('points at what is wrong in a manifest', async () => {
    const { staffing, ...bare } = testManifest('faulty')
    const wrong: [object, string[]][] = [
      [{ ...bare, staffing, timeZone: 'Europe/Atlantis' }, ['/timeZone']],
      [{ ...bare, staffing, slug: 'Not A Slug', country: 'Germany' }, ['/slug', '/country']],
      [{ ...bare, staffing, colour: 'green' }, ['/colour']],
      [bare, ['/template']],
      [{ ...bare, template: 'no-such-practice' }, ['/template']],
      [{ ...bare, staffing, server: 'no-such-server' }, ['/server']],
      [{ ...bare, staffing: { ...staffing, specialties: [{ code: 'x', name: 'X' }] } }, ['/staffing']],
    ]
    for (const [manifest, pointers] of wrong) {
      const refused = await onboard(manifest)
      expect([refused.status, refused.problem.code]).toEqual([400, 'invalid-request'])
      const named = refused.problem['issues'].map(({ pointer }: { pointer: string }) => pointer)
      expect([...new Set(named)]).toEqual(pointers)
    }
    expect((await service.ask('showRegisteredClinic', { token, params: { slug: 'faulty' } })).status).toBe(
      404,
    )
  })

  it('learns that no server has room', async () => {
    const control = service.fleet.asSuperuser(service.fleet.name)
    await control.query('update database_server set clinic_limit = 1')
    const refused = await onboard(testManifest('one-too-many'))
    expect([refused.status, refused.problem.code]).toEqual([503, 'service-unavailable'])
    expect(refused.problem.detail).toMatch(/^No server .*\.$/)
    await control.query('update database_server set clinic_limit = 1000')
  })

  it('sees why an operation failed, and repeats the request once that is mended', async () => {
    const superuser = service.fleet.asSuperuser('postgres')
    const control = service.fleet.asSuperuser(service.fleet.name)
    await control.query(`update database_server set admin_reference = 'NOT_SET'`)
    const accepted = await onboard(testManifest('unlucky'))
    const failed = await followed(accepted.headers.location)
    expect([failed.state, failed.error]).toEqual(['failed', expect.stringMatching(/^[A-Z].*NOT_SET.*\.$/)])
    await control.query(`update database_server set admin_reference = 'default'`)
    const repeated = await onboard(testManifest('unlucky'))
    expect([repeated.status, repeated.body.id]).toEqual([202, accepted.body.id])
    await eventually(
      async () => (await service.ask('listSlots', { clinic: 'unlucky' })).status === 200,
      patience,
    )
    const { rows } = await superuser.query('select from pg_database where datname = $1', [
      (await service.clinic('unlucky')).databaseName,
    ])
    expect(rows).toHaveLength(1)
  })
})
