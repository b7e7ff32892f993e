import { isRefusal } from '@polyclinic/contract'
import { serverLog } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelAppointment, showAppointment } from '../appointments/index.ts'
import { aMember, aPatient, openTestClinic, type TestClinic, visitType } from '../testing/open-test-clinic.ts'
import { newDays, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  const visitTypes = [
    visitType('consultation', 30),
    visitType('long-visit', 60),
    visitType('buffered', 30, 10),
  ]
  clinic = await openTestClinic({ policy: { horizonDays: 20 }, staffing: { visitTypes } })
  verbs = verbsOf(clinic)
})
afterAll(async () => {
  expect(await serverLog(clinic.databaseName)).not.toMatch(/deadlock detected|ERROR|FATAL/)
  await clinic[Symbol.asyncDispose]()
})

const aDay = newDays()
const aMorning = async (doctor = 'Ben Okri') => (await slotsOfDay(clinic, doctor, aDay())).slice(0, 8)
const codesOf = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((o) =>
    o.status === 'rejected' ? [isRefusal(o.reason) ? o.reason.code : String(o.reason)] : [],
  )

/** Rows that contradict one another: none, whatever was going on. */
async function disorder(): Promise<unknown[]> {
  const { rows } = await clinic.owner.query(
    `select 'count' as what, s.id from slot s
       where s.taken <> (select count(*) from appointment_slot x where x.slot_id = s.id and not x.overbooked)
     union all
     select 'place', a.id from appointment a where a.status in ('pending', 'booked') and a.ends_at - a.starts_at <> (
       select sum(s.ends_at - s.starts_at) from appointment_slot x join slot s on s.id = x.slot_id
       where x.appointment_id = a.id)
     union all
     select 'time', a.id from appointment a join doctor_time t on t.id = a.doctor_time_id
       where not t.occupied @> tstzrange(a.starts_at, a.ends_at) or t.doctor_id <> a.doctor_id
     union all
     select 'nobody', t.id from doctor_time t where not exists (select from appointment a where a.doctor_time_id = t.id)`,
  )
  return rows
}

test('of twenty who move to one time at once one gets it, and nineteen stay where they were', async () => {
  const from = [...(await aMorning()), ...(await aMorning()), ...(await aMorning('Ada Byron'))].slice(0, 20)
  const [to] = await aMorning()
  const desk = aMember(clinic, 'staff')
  const appointments = await Promise.all(from.map(({ id }) => verbs.book(id)))
  const outcomes = await Promise.allSettled(appointments.map((each) => verbs.move(each, to?.id ?? '', desk)))
  expect(codesOf(outcomes)).toEqual(Array(19).fill('slot-taken'))
  const now = await Promise.all(appointments.map(({ id }) => showAppointment(clinic, desk, id)))
  expect(now.filter((each, nth) => JSON.stringify(each) === JSON.stringify(appointments[nth]))).toHaveLength(
    19,
  )
  expect((await slotNow(clinic, to?.id ?? '')).taken).toBe(1)
  expect(await disorder()).toEqual([])
})

test('pairs that want each other’s time stay apart, and nobody loses theirs', async () => {
  const [slots, desk] = [[...(await aMorning()), ...(await aMorning('Ada Byron'))], aMember(clinic, 'staff')]
  const appointments = await Promise.all(slots.map(({ id }) => verbs.book(id)))
  const swaps = appointments.map((each, nth) => verbs.move(each, slots[nth ^ 1]?.id ?? '', desk))
  expect(codesOf(await Promise.allSettled(swaps))).toEqual(Array(16).fill('slot-taken'))
  expect(await disorder()).toEqual([])
})

test('moves, bookings and cancellations of all lengths at once leave the books in order', async () => {
  const [slots, desk] = [[...(await aMorning()), ...(await aMorning('Ada Byron'))], aMember(clinic, 'staff')]
  const at = (nth: number) => slots[nth % slots.length]?.id ?? ''
  const visits = ['consultation', 'long-visit', 'buffered']
  const outcomes: PromiseSettledResult<unknown>[] = []
  await Promise.all(
    Array.from({ length: 10 }, async (_, who) => {
      for (let turn = 0; turn < 8; turn++) {
        const over = { visitType: visits[(who + turn) % 3] }
        const [made] = await Promise.allSettled([verbs.book(at(who * 5 + turn), aPatient(), over)])
        outcomes.push(made)
        if (made.status === 'rejected') continue
        const move = (nth: number) => verbs.move(made.value, at(nth), desk)
        // two at once by the same view: at most one of them happens
        const moves = await Promise.allSettled([move(who * 3 + turn), move(who + turn * 7)])
        expect(moves.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(2)
        outcomes.push(...moves)
        const { version } = await showAppointment(clinic, desk, made.value.id)
        if (turn % 4) await cancelAppointment(clinic, desk, made.value.id, version)
      }
    }),
  )
  const expected = ['slot-taken', 'version-mismatch', 'outside-policy']
  expect(codesOf(outcomes).filter((code) => !expected.includes(code))).toEqual([])
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(15)
  expect(await disorder()).toEqual([])
})
