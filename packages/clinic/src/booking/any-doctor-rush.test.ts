import { type FreeSlot, isRefusal } from '@polyclinic/contract'
import { serverLog } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BookingLanes } from '../coalescing/index.ts'
import { aPatient, openTestClinic, smallStaffing, type TestClinic } from '../testing/open-test-clinic.ts'
import { slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'

const [ada] = smallStaffing.doctors
const doctors = Array.from({ length: 50 }, (_, nth) => ({
  ...ada,
  name: `Doctor ${nth}`,
  email: `doctor-${nth}@clinic.test`,
})) as unknown as typeof smallStaffing.doctors

let clinic: TestClinic
beforeAll(async () => {
  clinic = await openTestClinic({ staffing: { doctors }, policy: { horizonDays: 4 } })
})
afterAll(() => clinic[Symbol.asyncDispose]())

/** As many processes, each with lanes of its own, as would serve the callers. */
const processes = (count: number) =>
  Array.from({ length: count }, () => verbsOf({ ...clinic, bookings: new BookingLanes(clinic.database) }))

describe.each([
  ['one process', 1],
  ['three processes', 3],
])('two hundred callers at once, through %s, who want any of fifty doctors', (_, count) => {
  test('are fifty who get fifty different ones, and others who are told what else is free', async () => {
    const [slot] = await slotsOfDay(clinic, 'Doctor 0', count)
    const by = processes(count)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, nth) => by[nth % count]?.bookAny(slot?.startsAt ?? '', {}, aPatient())),
    )
    const booked = outcomes.flatMap((o) => (o.status === 'fulfilled' && o.value ? [o.value.doctor.id] : []))
    expect([booked.length, new Set(booked).size]).toEqual([50, 50])
    const refused = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason] : []))
    expect(refused.map((error) => (isRefusal(error) ? error.code : String(error)))).toEqual(
      Array(150).fill('slot-taken'),
    )
    for (const { facts } of refused) expect((facts['alternatives'] as FreeSlot[]).length).toBe(3)
    expect(await serverLog(clinic.databaseName)).not.toMatch(/deadlock detected|ERROR|FATAL/)
  })
})
