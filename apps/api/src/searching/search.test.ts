import { eventually } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CarryingOver, carryingOver } from '../testing/carry-over.ts'
import { plainProblem } from '../testing/plain-problem.ts'
import { startTestService, type TestService } from '../testing/start-test-service.ts'
import { testManifest } from '../testing/test-manifest.ts'

const at = (latitude: number, longitude: number) => ({ position: { latitude, longitude } })
const inCity = (city: string) => ({ address: { line: 'Main street 1', city } })

let service: TestService
let relay: CarryingOver
beforeAll(async () => {
  service = await startTestService({
    clinics: [
      testManifest('alpha', { name: 'Alster Clinic', ...at(53.55, 9.99), ...inCity('Hamburg') }),
      testManifest('beta', { name: 'Clínica São João', ...at(53.6, 9.99), ...inCity('Hamburg') }),
      testManifest('gamma', { name: 'Alster Clinic', ...at(48.14, 11.58), ...inCity('München') }),
    ],
  })
  relay = carryingOver(service.fleet)
  await relay.carryOver('alpha', 'beta', 'gamma')
})
afterAll(async () => {
  await relay[Symbol.asyncDispose]()
  await service[Symbol.asyncDispose]()
})

const specialty = 'family-medicine'
const search = (query: Record<string, string | number> = {}) =>
  service.ask('searchSlots', { query: { specialty, ...query } })
const asSuperuser = () => service.fleet.asSuperuser(service.fleet.name)
const putState = (slug: string, state: string) =>
  asSuperuser().query('update clinic set state = $2, epoch = epoch + 1 where slug = $1', [slug, state])

describe('a search across clinics', () => {
  it('gives a time that can be booked right away', async () => {
    // the first question of all opens the clinics' connections
    const { body, headers } = await eventually(async () => {
      const reply = await search()
      return reply.body.items[0]?.confirmed === true ? reply : undefined
    })
    const [first] = body.items
    expect(headers['cache-control']).toBe('public, max-age=0, s-maxage=2')
    expect(first).toMatchObject({ confirmed: true, doctor: { specialty } })
    const { token } = await service.patient()
    const booked = await service.ask('bookAppointment', {
      clinic: first?.clinic.slug,
      token,
      headers: { 'idempotency-key': 'found' },
      body: { slotId: first?.slot?.id, visitType: 'consultation' },
    })
    expect([booked.status, booked.body.startsAt]).toEqual([201, first?.startsAt])
  })

  it('puts the next time in the place of one that was taken a moment ago', async () => {
    const { items } = (await search({ clinic: 'alpha' })).body
    const [first] = items
    const { token } = await service.patient()
    await service.ask('bookAppointment', {
      clinic: 'alpha',
      token,
      headers: { 'idempotency-key': 'taken' },
      body: { slotId: first?.slot?.id, visitType: 'consultation' },
    })
    const after = (await search({ clinic: 'alpha' })).body
    const same = after.items.find(
      ({ doctor, localDate }) => doctor.id === first?.doctor.id && localDate === first.localDate,
    )
    // the last time of a day leaves nothing of it
    expect(same?.startsAt ?? '9').not.toBe(first?.startsAt)
    expect(after.items.every(({ confirmed, slot }) => confirmed === (slot !== undefined))).toBe(true)
  })

  it('tells how far it is, and looks no further than it was told', async () => {
    const here = { latitude: 53.55, longitude: 9.99 }
    const near = (await search({ ...here, radiusKm: 10 })).body.items
    expect(Object.fromEntries(near.map(({ clinic }) => [clinic.slug, clinic.distanceKm]))).toEqual({
      alpha: 0,
      beta: 5.6,
    })
    const around = (await search({ near: 'alpha', radiusKm: 1 })).body.items
    expect(new Set(around.map(({ clinic }) => clinic.slug))).toEqual(new Set(['alpha']))
  })

  it('refuses what it cannot understand', async () => {
    for (const query of [
      { latitude: 1 },
      { region: 'Bavaria' },
      { near: 'alpha', latitude: 1, longitude: 1 },
      { surprise: 1 },
      { cursor: 'x' },
    ]) {
      expect([query, plainProblem(await search(query as unknown as Record<string, string>))]).toMatchObject([
        query,
        { answered: 400, code: 'invalid-request' },
      ])
    }
    for (const key of ['clinic', 'near']) {
      expect(plainProblem(await search({ [key]: 'nowhere' }))).toMatchObject({
        answered: 404,
        code: 'clinic-unknown',
      })
    }
  })

  it('says so where a clinic does not answer, and is not held up by it', async () => {
    const { databaseName } = await service.clinic('gamma')
    const blocker = await service.fleet.asSuperuser(databaseName).connect()
    try {
      await blocker.query('begin; lock table slot in access exclusive mode')
      const { status, body } = await search({ limit: 50 })
      const of = (slug: string) => body.items.filter(({ clinic }) => clinic.slug === slug)
      expect([status, of('gamma').every(({ confirmed }) => !confirmed)]).toEqual([200, true])
      expect(body.items.slice(0, 5).some(({ confirmed }) => confirmed)).toBe(true)
      // the first to ask has waited for all who come after
      const before = performance.now()
      const again = await search({ clinic: 'gamma' })
      expect(again.body.items.every(({ confirmed }) => !confirmed)).toBe(true)
      expect(performance.now() - before).toBeLessThan(300)
    } finally {
      await blocker.query('rollback')
      blocker.release()
    }
  })

  it('shows nothing of a clinic that is suspended, at once', async () => {
    await putState('beta', 'suspended')
    expect((await search({ limit: 50 })).body.items.map(({ clinic }) => clinic.slug)).not.toContain('beta')
    await putState('beta', 'active')
    expect((await search({ limit: 50 })).body.items.map(({ clinic }) => clinic.slug)).toContain('beta')
  })

  it('says how old it is while something at a clinic was not read yet', async () => {
    await asSuperuser().query(
      `insert into search_mark (clinic_id, happened_at) select id, now() - interval '1 hour' from clinic where slug = 'alpha'`,
    )
    const { asOf } = (await search()).body
    expect(Date.now() - Date.parse(asOf)).toBeGreaterThan(3_500_000)
    await relay.carryOver('alpha')
    expect(Date.now() - Date.parse((await search()).body.asOf)).toBeLessThan(60_000)
  })
})

describe('the specialties that can be searched for', () => {
  it('are told with how many clinics offer them, a moment old at most', async () => {
    const { status, headers, body } = await service.ask('listSpecialtiesOffered', {})
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=30'])
    expect(body.items).toContainEqual({ code: specialty, clinics: 3 })
  })
})

describe('a search by words', () => {
  const clinics = async (q: string, place = {}) =>
    (await service.ask('searchClinics', { query: { q, ...place } })).body.items.map(({ slug }) => slug)
  const doctors = async (q: string) =>
    (await service.ask('searchDoctors', { query: { q } })).body.items.map(
      ({ name, clinic }) => `${name} at ${clinic.slug}`,
    )

  it('forgives slips, missing accents and the order of the words', async () => {
    expect(await clinics('clinica sao joao')).toEqual(['beta'])
    expect(await clinics('Clinca Joaoo')).toEqual(['beta'])
    expect(await clinics('munchen alsterr')).toEqual(['gamma'])
    expect(await clinics('wholly different')).toEqual([])
  })

  it('puts the nearest of equal matches first', async () => {
    expect(await clinics('alster clinic', { latitude: 48, longitude: 11 })).toEqual(['gamma', 'alpha'])
    expect(await clinics('alster clinic', { latitude: 53, longitude: 10 })).toEqual(['alpha', 'gamma'])
  })

  it('finds doctors by name and specialty', async () => {
    expect((await doctors('ada byrn')).toSorted()).toEqual(
      ['alpha', 'beta', 'gamma'].map((slug) => `Ada Byron at ${slug}`),
    )
    expect(await doctors('family medecine')).toHaveLength(6)
  })
})
