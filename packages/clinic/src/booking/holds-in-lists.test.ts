import { anonymous } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFreeDays, listFreeSlots, showSlot } from '../availability/index.ts'
import { aPatient, openTestClinic, type TestClinic, visitType } from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { releaseHold } from './index.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  const visitTypes = [
    visitType('consultation', 30),
    visitType('long-visit', 60),
    visitType('buffered', 30, 10),
  ]
  clinic = await openTestClinic({ policy: { horizonDays: 40 }, staffing: { visitTypes } })
  verbs = verbsOf(clinic)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
const listed = async (day: string, visitType?: string) =>
  (await listFreeSlots(clinic, anonymous, { from: day, to: day, limit: 500, visitType })).items
const isListed = async (slot: { id: string; day: string }, visitType?: string) =>
  (await listed(slot.day, visitType)).some(({ id }) => id === slot.id)
async function aMorning() {
  const [first, second, third, fourth] = await slotsOfDay(clinic, 'Ben Okri', aDay())
  if (!first || !second || !third || !fourth) throw new Error('a morning is longer')
  return [first, second, third, fourth] as const
}
async function aSession() {
  const session = (await slotsOfDay(clinic, 'Ada Byron', aDay())).find(({ capacity }) => capacity === 3)
  if (!session) throw new Error('there is no group that day')
  return session
}

describe('a list of free times', () => {
  test('leaves out what is held, and shows it again when the hold is over, without any sweep', async () => {
    const [slot] = await aMorning()
    const { id } = await verbs.hold(slot.id)
    expect([await isListed(slot), await isListed(slot, 'consultation')]).toEqual([false, false])
    expect(await showSlot(clinic, anonymous, slot.id)).toMatchObject({ bookable: false, free: 0 })
    await letLapse(clinic, id)
    expect([await isListed(slot), await isListed(slot, 'consultation')]).toEqual([true, true])
    expect(await showSlot(clinic, anonymous, slot.id)).toMatchObject({ bookable: true, free: 1 })
    const days = await listFreeDays(clinic, anonymous, { from: slot.day, to: slot.day })
    expect(days.map(({ free }) => free)).toEqual([(await listed(slot.day)).length])
  })

  test('counts the places of a session without those whose holds are over', async () => {
    const session = await aSession()
    const free = async () => (await listed(session.day)).find(({ id }) => id === session.id)?.free
    const [first, second] = [await verbs.hold(session.id), await verbs.hold(session.id)]
    await verbs.book(session.id)
    expect(await free()).toBeUndefined()
    await letLapse(clinic, first.id)
    expect(await free()).toBe(1)
    await letLapse(clinic, second.id)
    expect(await free()).toBe(2)
    await verbs.book(session.id)
    expect(await free()).toBe(1)
    expect(await slotNow(clinic, session.id)).toMatchObject({ taken: 2, heldUntil: null })
  })

  test('leaves out all times of a longer visit that is held, and shows them again together', async () => {
    const [first, second, third] = await aMorning()
    const held = await verbs.hold(first.id, aPatient(), { visitType: 'long-visit' })
    expect([await isListed(first), await isListed(second), await isListed(third)]).toEqual([
      false,
      false,
      true,
    ])
    await letLapse(clinic, held.id)
    expect(await isListed(first, 'long-visit')).toBe(true)
    expect((await verbs.book(first.id, aPatient(), { visitType: 'long-visit' })).status).toBe('booked')
    expect([await isListed(first), await isListed(second), await isListed(third)]).toEqual([
      false,
      false,
      true,
    ])
  })

  test('shows a longer visit where one of its slots has a hold that is over', async () => {
    const [first, second] = await aMorning()
    const held = await verbs.hold(second.id)
    expect(await isListed(first, 'long-visit')).toBe(false)
    await letLapse(clinic, held.id)
    expect(await isListed(first, 'long-visit')).toBe(true)
    expect((await verbs.book(first.id, aPatient(), { visitType: 'long-visit' })).status).toBe('booked')
    expect((await slotNow(clinic, second.id)).taken).toBe(1)
  })

  test('does not mind the buffers of a neighbour whose hold is over, and neither does booking', async () => {
    const [first, second, third] = await aMorning()
    const held = await verbs.hold(second.id, aPatient(), { visitType: 'buffered' })
    for (const beside of [first, third]) {
      expect(await isListed(beside)).toBe(false)
      expect((await refusalOf(verbs.book(beside.id))).code).toBe('slot-taken')
    }
    await letLapse(clinic, held.id)
    expect([await isListed(first), await isListed(third)]).toEqual([true, true])
    await verbs.book(first.id)
    await verbs.book(third.id)
    expect((await slotNow(clinic, second.id)).taken).toBe(0)
  })

  test('shows what was given back', async () => {
    const [[slot], patient] = [await aMorning(), aPatient()]
    const { id } = await verbs.hold(slot.id, patient)
    await releaseHold(clinic, patient, id)
    expect(await isListed(slot)).toBe(true)
  })
})
