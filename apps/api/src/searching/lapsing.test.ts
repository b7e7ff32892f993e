import { advanceFreeDays } from '@polyclinic/control'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CarryingOver, carryingOver } from '../testing/carry-over.ts'
import { startTestService, type TestService } from '../testing/start-test-service.ts'
import { testManifest } from '../testing/test-manifest.ts'

const worker = { kind: 'system', name: 'test' } as const

let service: TestService
let relay: CarryingOver
beforeAll(async () => {
  service = await startTestService({
    clinics: [
      testManifest('alpha', { policy: { ...testManifest('alpha').policy, minimumNoticeMinutes: 30 } }),
    ],
  })
  relay = carryingOver(service.fleet)
  await relay.carryOver('alpha')
})
afterAll(async () => {
  await relay[Symbol.asyncDispose]()
  await service[Symbol.asyncDispose]()
})

const sql = async (text: string) => (await service.fleet.asSuperuser(service.fleet.name).query(text)).rows
const known = () => sql('select * from open_slot_day order by doctor_id, local_date, visits')
const marksDue = async () => (await sql('select from search_mark where happened_at <= now()')).length
/** As if a time before the first had been free until a minute ago. */
const letTimePass = (later: string, free = 'free + 1') =>
  sql(`update open_slot_day set first_free_at = now() + interval '29 minutes', lapses_at = now() - interval '1 minute',
    later_at = ${later}, free = ${free},
    morning_at = case when morning_at = first_free_at then now() + interval '29 minutes' else morning_at end,
    afternoon_at = case when afternoon_at = first_free_at then now() + interval '29 minutes' else afternoon_at end,
    evening_at = case when evening_at = first_free_at then now() + interval '29 minutes' else evening_at end`)
const items = async () =>
  (await service.ask('searchSlots', { query: { specialty: 'family-medicine', limit: 50 } })).body.items.map(
    ({ doctor, startsAt, free }) => [doctor.id, startsAt, free],
  )

test('a first time that has passed makes way for the next, without a look at the clinic', async () => {
  const [before, found] = [await known(), await items()]
  expect(found.length).toBeGreaterThan(2)
  await letTimePass('array_prepend(first_free_at, later_at)')
  await advanceFreeDays(service.fleet.provisioner, worker)
  expect(await known()).toEqual(before)
  expect([await marksDue(), await items()]).toEqual([0, found])
})

test('a day goes with the last of its times', async () => {
  await letTimePass(`'{}'`, '1')
  await advanceFreeDays(service.fleet.provisioner, worker)
  expect([await known(), await marksDue()]).toEqual([[], 0])
  await sql('insert into search_mark (clinic_id, happened_at) select id, now() from clinic')
  await relay.carryOver('alpha')
})

test('where more is free than is known, the clinic is read again', async () => {
  const [before, found] = [await known(), await items()]
  expect(found.length).toBeGreaterThan(2)
  await letTimePass(`'{}'`, 'free + 10')
  await relay.carryOver('alpha')
  expect([await known(), await marksDue(), await items()]).toEqual([before, 0, found])
})

test('a clinic is read before the times that are known run out', async () => {
  await letTimePass('array[first_free_at]', 'free + 10')
  await advanceFreeDays(service.fleet.provisioner, worker)
  expect(await marksDue()).toBeLessThan(2)
  expect(
    await sql(`select from search_mark where happened_at <= now() + interval '20 minutes'`),
  ).toHaveLength(1)
  expect((await items()).length).toBeGreaterThan(2)
})
