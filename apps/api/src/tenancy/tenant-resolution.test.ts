import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '@polyclinic/postgres/testing'
import { plainProblem } from '../testing/plain-problem.ts'
import { startTestService, type TestService } from '../testing/start-test-service.ts'
import { testManifest } from '../testing/test-manifest.ts'
import type { TestPerson } from '../testing/test-people.ts'

let service: TestService
let patient: TestPerson
beforeAll(async () => {
  const hosted = testManifest('gamma', { hosts: ['booking.gamma.test'] })
  service = await startTestService({ clinics: ['alpha', 'beta', hosted] })
  patient = await service.patient()
})
afterAll(() => service[Symbol.asyncDispose]())

const someId = '01981c5e-7d3a-7b52-9c1e-3f2a5b6c7d8e'
const slots = (clinic: string | undefined, host?: string) => service.ask('listSlots', { clinic, host })
/** Past every API, as another process or a restored registry would do it. */
const putState = async (slug: string, state: string) => {
  await service.fleet
    .asSuperuser(service.fleet.name)
    .query('update clinic set state = $2, epoch = epoch + 1 where slug = $1', [slug, state])
}

/** What four kinds of request to a clinic are told. */
async function verdicts(clinic: string): Promise<object[]> {
  const { token } = patient
  const params = { appointment: someId }
  const booking = {
    body: { slotId: someId, visitType: 'consultation' },
    headers: { 'idempotency-key': someId },
  }
  const replies = await Promise.all([
    slots(clinic),
    service.ask('showClinic', { clinic }),
    service.ask('showAppointment', { clinic, token, params }),
    service.ask('bookAppointment', { clinic, token, ...booking }),
  ])
  return replies.map(plainProblem)
}

describe('a clinic', () => {
  it('that does not exist is answered 404 alike, whatever is asked of it', async () => {
    const told = await verdicts('nowhere')
    expect(told[0]).toMatchObject({ answered: 404, code: 'clinic-unknown' })
    for (const each of told) expect(each).toEqual(told[0])
    for (const odd of ['Not-A-Slug', '%00', 'a'.repeat(64), '..%2fsecrets']) {
      expect(plainProblem(await slots(odd))).toEqual(told[0])
    }
    expect(plainProblem(await slots(undefined, 'nowhere.localhost'))).toMatchObject({
      code: 'clinic-unknown',
    })
  })

  it('is found under a host name of its own', async () => {
    expect((await service.ask('showClinic', { host: 'Booking.Gamma.test:443' })).body.slug).toBe('gamma')
    expect((await slots(undefined, 'booking.gamma.test')).status).toBe(200)
    expect((await slots(undefined, 'other.gamma.test')).status).toBe(404)
  })

  it('is not named by the bare host or an address', async () => {
    for (const host of [undefined, 'localhost', '127.0.0.1:8080', '[::1]:8080']) {
      expect((await slots(undefined, host)).problem.code).toBe('clinic-unknown')
    }
  })

  it('may be named twice, but not two at once', async () => {
    expect((await slots('gamma', 'booking.gamma.test')).status).toBe(200)
    expect((await slots('alpha', 'alpha.localhost')).status).toBe(200)
    expect((await slots('alpha', 'proxy.of.ours.test')).status).toBe(200)
    for (const host of ['beta.localhost', 'booking.gamma.test']) {
      const refused = await slots('alpha', host)
      expect([refused.status, refused.problem.code]).toEqual([400, 'clinic-mismatch'])
    }
  })
})

describe('a suspended clinic', () => {
  it('takes no new bookings, and lets what is booked be seen and cancelled', async () => {
    const { token } = patient
    const [slot, other] = await service.freeSlots('alpha', 2)
    if (!slot || !other) throw new Error('there are no slots')
    const { body } = await service.ask('bookAppointment', {
      clinic: 'alpha',
      token,
      ...service.booking(slot),
    })
    const params = { appointment: body.id }

    await putState('alpha', 'suspended')
    // well below the half minute that a route is believed without a notification
    const refused = await eventually(async () => {
      const reply = await slots('alpha')
      return reply.status === 403 ? reply : undefined
    })
    expect(refused.problem.code).toBe('clinic-suspended')
    const booking = await service.ask('bookAppointment', {
      clinic: 'alpha',
      token,
      ...service.booking(other),
    })
    expect([booking.status, booking.problem.code]).toEqual([403, 'clinic-suspended'])
    expect((await service.ask('listClinics')).body.items.map(({ slug }) => slug)).toEqual(['beta', 'gamma'])
    expect((await service.ask('showAppointment', { clinic: 'alpha', token, params })).status).toBe(200)
    expect((await service.ask('listAppointments', { clinic: 'alpha', token })).body.items).toHaveLength(1)
    const cancelled = await service.ask('cancelAppointment', {
      clinic: 'alpha',
      token,
      params,
      ifMatch: '"1"',
    })
    expect(cancelled.body.status).toBe('cancelled')

    await putState('alpha', 'active')
    await eventually(async () => (await slots('alpha')).status === 200)
    const booked = await service.ask('bookAppointment', { clinic: 'alpha', token, ...service.booking(other) })
    expect(booked.status).toBe(201)
  })
})

describe('an archived clinic', () => {
  it('is as good as absent, under each of its names', async () => {
    await slots('gamma')
    await putState('gamma', 'archived')
    await eventually(async () => (await slots('gamma')).status === 404)
    expect(await verdicts('gamma')).toEqual(await verdicts('nowhere'))
    for (const host of ['booking.gamma.test', 'gamma.localhost']) {
      expect((await slots(undefined, host)).problem.code).toBe('clinic-unknown')
    }
    await putState('gamma', 'active')
    await eventually(async () => (await slots(undefined, 'booking.gamma.test')).status === 200)
  })

  it('is not there yet while it is being made', async () => {
    await putState('gamma', 'provisioning')
    const unknown = await eventually(async () => {
      const reply = await slots('gamma')
      return reply.status === 404 ? reply : undefined
    })
    expect(unknown.problem.code).toBe('clinic-unknown')
    await putState('gamma', 'active')
    await eventually(async () => (await slots('gamma')).status === 200)
  })
})

describe('a change', () => {
  it('that was announced while nobody could listen is noticed all the same', async () => {
    const superuser = service.fleet.asSuperuser(service.fleet.name)
    for (const state of ['suspended', 'active']) {
      for (const slug of ['alpha', 'beta', 'gamma']) await slots(slug)
      // in one statement, so that the listener is gone when the change is announced
      await superuser.transaction(async (tx) => {
        await tx.query(`update clinic set state = $1, epoch = epoch + 1 where slug = 'beta'`, [state])
        await tx.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name = 'polyclinic-api'`,
        )
      })
      const expected = state === 'active' ? 200 : 403
      await eventually(async () => (await slots('beta')).status === expected)
      expect((await slots('alpha')).status).toBe(200)
    }
  })
})
