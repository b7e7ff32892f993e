import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancelAppointment } from '../appointments/index.ts'
import { listFreeSlots } from '../availability/index.ts'
import {
  aMember,
  aPatient,
  openTestClinic,
  smallStaffing,
  type TestClinic,
  visitType,
} from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, type SlotRow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'

const [morning] = smallStaffing.shifts
let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
let patientId: string
const patient = aPatient()
beforeAll(async () => {
  const evening = {
    code: 'group',
    name: 'Group',
    from: '18:00',
    until: '21:00',
    slotMinutes: 60,
    capacity: 3,
  }
  clinic = await openTestClinic({
    staffing: {
      visitTypes: [visitType('consultation', 30), visitType('buffered', 30, 20)],
      shifts: [morning as NonNullable<typeof morning>, evening],
    },
  })
  verbs = verbsOf(clinic)
  const [slot] = await slotsOfDay(clinic, 'Ada Byron', 1)
  patientId = (await verbs.book(slot?.id ?? '', patient)).patientId
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
/** Three sessions of an hour, one after the other. */
const anEvening = async () =>
  (await slotsOfDay(clinic, 'Ada Byron', aDay())).slice(-3) as [SlotRow, SlotRow, SlotRow]
const walkIn = (slot: SlotRow, visitType = 'buffered') =>
  verbs.override({ doctorId: slot.doctorId, startsAt: slot.startsAt, patientId, visitType })
const cancel = ({ id }: { id: string }, version = 1) =>
  cancelAppointment(clinic, aMember(clinic, 'staff'), id, version)
const freeOf = async (slots: readonly SlotRow[]) => {
  const day = slots[0]?.day
  const { items } = await listFreeSlots(clinic, { kind: 'anonymous' }, { from: day, to: day, limit: 99 })
  return slots.map(({ id }) => items.find((item) => item.id === id)?.free ?? 0)
}

describe('a walk-in beside a group session', () => {
  test('takes no more than it needs when those of the session have left', async () => {
    const evening = await anEvening()
    const [first, second, third] = evening
    const sitting = await verbs.book(second.id, aPatient(), { visitType: 'buffered' })
    const beside = await walkIn(first)
    expect(await freeOf(evening)).toEqual([0, 2, 0])
    await cancel(sitting)
    // it reaches twenty minutes into the second; the third is nobody's
    expect(await freeOf(evening)).toEqual([2, 0, 3])
    expect((await refusalOf(verbs.book(second.id))).code).toBe('slot-taken')
    const others = [await verbs.book(third.id), await verbs.book(first.id)]
    for (const each of [...others, beside]) await cancel(each)
    expect(await freeOf(evening)).toEqual([3, 3, 3])
  })

  test('takes no more than it needs when who held a place of the session let it go', async () => {
    const evening = await anEvening()
    const [first, second, third] = evening
    const held = await verbs.hold(second.id, aPatient(), { visitType: 'buffered' })
    const beside = await walkIn(first)
    await letLapse(clinic, held.id)
    await verbs.book(third.id)
    expect(await freeOf(evening)).toEqual([2, 0, 2])
    await cancel(beside)
    expect(await freeOf(evening)).toEqual([3, 3, 2])
  })

  test('leaves the session to those who sit in it when it leaves first', async () => {
    const evening = await anEvening()
    const [first, second] = evening
    const sitting = await verbs.book(second.id)
    const beside = await walkIn(first)
    await cancel(beside)
    expect(await freeOf(evening)).toEqual([3, 2, 3])
    await verbs.book(second.id)
    await cancel(sitting)
    expect(await freeOf(evening)).toEqual([3, 2, 3])
  })
})
