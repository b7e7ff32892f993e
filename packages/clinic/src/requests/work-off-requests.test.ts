import { serverLog } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Clinic } from '../clinic.ts'
import { aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { newDays, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { countWaiting, requestBooking, showBookingRequest, workOffRequests } from './index.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 40 } })
  verbs = verbsOf(clinic)
})
beforeEach(async () => {
  expect(await countWaiting(clinic.database)).toBe(0)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const worker = { kind: 'system', name: 'worker' } as const
const aDay = newDays()
const aMorning = async () => (await slotsOfDay(clinic, 'Ben Okri', aDay())).slice(0, 8).map(({ id }) => id)
async function noted(slotId: string, patient = aPatient()) {
  const { id } = await requestBooking(clinic, patient, { slotId, visitType: 'consultation' }, verbs.context())
  return { id, status: async () => (await showBookingRequest(clinic, patient, id)).status }
}
const appointmentsIn = async (slotId: string) =>
  (await clinic.database.query('select from appointment_slot where slot_id = $1', [slotId])).rowCount

/** A clinic whose transactions end as if the process were killed before their last word. */
function dying(): Clinic {
  const killed: Clinic['database']['transaction'] = (work) =>
    clinic.database.transaction(async (tx) => {
      await work(tx)
      throw new Error('killed')
    })
  const database = new Proxy(clinic.database, {
    get: (of, name) => (name === 'transaction' ? killed : Reflect.get(of, name)),
  })
  return { ...clinic, database }
}

test('several who work at once end each request once, in the order in which they came', async () => {
  const [slots, others] = [await aMorning(), await aMorning()]
  const first = await Promise.all([...slots, ...others].map((slot) => noted(slot)))
  const second = await Promise.all([...slots, ...others].map((slot) => noted(slot)))
  const ended = await Promise.all([1, 2, 3, 4].map(() => workOffRequests(clinic, worker)))
  expect(ended.reduce((sum, each) => sum + each)).toBe(32)
  const states = (all: typeof first) => Promise.all(all.map(({ status }) => status()))
  const all = [await states(first), await states(second)].flat()
  expect(all.toSorted()).toEqual([...Array(16).fill('booked'), ...Array(16).fill('refused')])
  expect(await Promise.all(slots.map(appointmentsIn))).toEqual(Array(8).fill(1))
  expect(await serverLog(clinic.databaseName)).not.toMatch(/deadlock detected|ERROR|FATAL/)
})

test('of two who want one time the one who asked first gets it', async () => {
  const [slot = ''] = await aMorning()
  const [first, second] = [await noted(slot), await noted(slot)]
  await workOffRequests(clinic, worker)
  expect([await first.status(), await second.status()]).toEqual(['booked', 'refused'])
})

test('whoever is killed in the middle leaves it waiting, with nothing booked, for the next', async () => {
  const [slot = ''] = await aMorning()
  const { status } = await noted(slot)
  await expect(workOffRequests(dying(), worker)).rejects.toThrow('killed')
  expect([await status(), await appointmentsIn(slot)]).toEqual(['pending', 0])
  expect(await workOffRequests(clinic, worker)).toBe(1)
  expect([await status(), await appointmentsIn(slot)]).toEqual(['booked', 1])
})

test('what somebody else works on is passed over', async () => {
  const [slot = '', other = ''] = await aMorning()
  const [first, second] = [await noted(slot), await noted(other)]
  await clinic.database.transaction(async (tx) => {
    await tx.query('select from booking_request where id = $1 for update', [first.id])
    expect(await workOffRequests(clinic, worker)).toBe(1)
    expect([await first.status(), await second.status()]).toEqual(['pending', 'booked'])
  })
  expect(await workOffRequests(clinic, worker)).toBe(1)
})

test('a hold that is over is in no request’s way', async () => {
  const [slot = ''] = await aMorning()
  const { id } = await verbs.hold(slot)
  const { status } = await noted(slot)
  await letLapse(clinic, id)
  expect(await workOffRequests(clinic, worker)).toBe(1)
  expect([await status(), (await slotNow(clinic, slot)).taken]).toEqual(['booked', 1])
})

test('more who work at once than there are connections do not wait for one another', async () => {
  // of a pool of twelve
  const atOnce = 15
  const [slot = ''] = await aMorning()
  await verbs.book(slot)
  const all = await Promise.all(Array.from({ length: atOnce }, () => noted(slot)))
  await Promise.all(Array.from({ length: atOnce }, () => workOffRequests(clinic, worker)))
  const states = await Promise.all(all.map(({ status }) => status()))
  expect(states).toEqual(Array(atOnce).fill('refused'))
})

test('one that cannot be worked off is told of, and keeps none behind it waiting', async () => {
  const [slot = ''] = await aMorning()
  const poison = await noted(slot)
  await clinic.owner.query(`update booking_request set call = '{"starts_at": "no time"}' where id = $1`, [
    poison.id,
  ])
  const { status } = await noted(slot)
  await expect(workOffRequests(clinic, worker)).rejects.toMatchObject({ code: '22007' })
  expect([await poison.status(), await status()]).toEqual(['pending', 'booked'])
  await clinic.owner.query('delete from booking_request where id = $1', [poison.id])
})

test('whoever is told to stop begins nothing more', async () => {
  const [slot = ''] = await aMorning()
  const { status } = await noted(slot)
  expect(await workOffRequests(clinic, worker, AbortSignal.abort())).toBe(0)
  expect(await status()).toBe('pending')
  expect(await workOffRequests(clinic, worker)).toBe(1)
})
