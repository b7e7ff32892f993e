import type { ClinicEvent } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestControlPlane, type TestControlPlane } from '../testing/open-test-control-plane.ts'
import { CarriedElsewhere } from './carried.ts'
import { Carrier } from './carrier.ts'
import type { Effect } from './effect.ts'
import { effects as realEffects } from './effects.ts'
import { takeTurn } from './relay-queries.ts'

const worker: Actor = { kind: 'system', name: 'test' }
let here: TestControlPlane
beforeAll(async () => {
  here = await openTestControlPlane(4)
})
afterAll(() => here[Symbol.asyncDispose]())

const changes = (count: number): ClinicEvent[] =>
  Array.from({ length: count }, () => ({
    id: crypto.randomUUID(),
    at: new Date().toISOString(),
    kind: 'calendar',
    type: 'calendar-changed',
  }))

/** Which clinics shared a transaction: [['one'], ['two', 'three']] */
function watched(also: readonly Effect[] = []) {
  const together: string[][] = []
  const watch: Effect = async (_tx, events) =>
    void together.push([...new Set(events.map(({ clinicId }) => clinicId))])
  return { together, carrier: new Carrier(here.control, worker, [...also, watch]) }
}
const seen = async (clinicId: string) =>
  (await here.owner.query('select from event_seen where clinic_id = $1', [clinicId])).rowCount

test('what comes while another is under way shares a transaction, and each is told of its own events', async () => {
  const [one = '', two = '', three = '', four = ''] = here.clinicIds
  const { together, carrier } = watched(realEffects)
  const repeated = changes(1)
  await carrier.carry(four, repeated)
  const ended = await Promise.all([
    carrier.carry(one, changes(1)),
    carrier.carry(two, changes(2)),
    carrier.carry(three, changes(50)),
    carrier.carry(four, [...repeated, ...changes(1)]),
  ])
  expect(ended.map(({ fresh, repeated: again, lags }) => [fresh, again, lags.length])).toEqual([
    [1, 0, 1],
    [2, 0, 2],
    [50, 0, 50],
    [1, 1, 1],
  ])
  expect(together).toEqual([[four], [one], [two, three, four]])
  const { rows } = await here.owner.query<{ clinics: number }>(
    'select count(distinct clinic_id)::integer as clinics from live_event',
  )
  expect(rows).toEqual([{ clinics: 4 }])
})

test('many events take a transaction of their own', async () => {
  const [one = '', two = '', three = ''] = here.clinicIds
  const { together, carrier } = watched()
  await Promise.all([
    carrier.carry(one, changes(1)),
    carrier.carry(two, changes(51)),
    carrier.carry(three, changes(1)),
  ])
  expect(together.toSorted()).toEqual([[one], [two], [three]].toSorted())
})

test('the fault of one clinic is not another’s', async () => {
  const [one = '', two = '', three = ''] = here.clinicIds
  const [good = changes(1), mixed = changes(3)] = []
  const poisoned = mixed[1]?.id
  const failing: Effect = async (tx, events) => {
    if (events.some(({ event }) => event.id === poisoned)) await tx.query(`select 'never'::timestamptz`)
  }
  const { carrier } = watched([failing])
  const [, ended, other] = await Promise.all([
    carrier.carry(one, changes(1)),
    carrier.carry(two, mixed),
    carrier.carry(three, good),
  ])
  expect(ended).toMatchObject({ fresh: 2, setAside: 1, faults: [{ eventId: poisoned }] })
  expect(other).toMatchObject({ fresh: 1, setAside: 0 })
})

test('a clinic that another worker is at waits alone, and so does one that is under way here', async () => {
  const [one = '', two = '', three = ''] = here.clinicIds
  const { carrier } = watched()
  const before = await Promise.all([two, three].map(seen))
  await here.owner.transaction(async (tx) => {
    await takeTurn(tx, two)
    const ended = await Promise.allSettled([
      carrier.carry(one, changes(1)),
      carrier.carry(two, changes(1)),
      carrier.carry(three, changes(1)),
      carrier.carry(three, changes(1)),
    ])
    expect(
      ended.map((each) => each.status === 'fulfilled' || each.reason instanceof CarriedElsewhere),
    ).toEqual([true, true, true, true])
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected'])
  })
  expect(await Promise.all([two, three].map(seen))).toEqual([before[0], (before[1] ?? 0) + 1])
  expect(await carrier.carry(two, changes(1))).toMatchObject({ fresh: 1 })
})
