import { isRefusal } from '@polyclinic/contract'
import { serverLog } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelAppointment } from '../appointments/index.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { newDays, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { releaseHold } from './index.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 40 } })
  verbs = verbsOf(clinic)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
const aSession = async () => (await slotsOfDay(clinic, 'Ada Byron', aDay())).at(-1)?.id ?? ''
const seatsOf = async (slot: string) =>
  (
    await clinic.database.query<{ seat: number; id: string }>(
      'select seat, appointment_id as id from appointment_slot where slot_id = $1 order by seat',
      [slot],
    )
  ).rows
/** Who was let in, of attempts of which some are refused. */
async function letIn<Value>(attempts: Promise<Value>[]): Promise<Value[]> {
  const outcomes = await Promise.allSettled(attempts)
  const refused = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason] : []))
  expect(refused.filter((error) => !isRefusal(error))).toEqual([])
  return outcomes.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : []))
}

test('seats of a session are numbered and distinct, though holds and bookings come at once', async () => {
  const session = await aSession()
  const attempts = Array.from({ length: 30 }, (_, nth) =>
    nth % 2 ? verbs.hold(session) : verbs.book(session),
  )
  const inside = await letIn<{ id: string }>(attempts)
  expect(inside).toHaveLength(3)
  const seats = await seatsOf(session)
  expect(seats.map(({ seat }) => seat)).toEqual([1, 2, 3])
  expect(seats.map(({ id }) => id).sort()).toEqual(inside.map(({ id }) => id).sort())
})

test('seats whose holds are over go to the next, each to one', async () => {
  const session = await aSession()
  const holds = [await verbs.hold(session), await verbs.hold(session)]
  await verbs.book(session)
  await letLapse(clinic, ...holds.map(({ id }) => id))
  expect(await letIn(Array.from({ length: 20 }, () => verbs.book(session)))).toHaveLength(2)
  expect((await seatsOf(session)).map(({ seat }) => seat)).toEqual([1, 2, 3])
  expect(await slotNow(clinic, session)).toMatchObject({ taken: 3, heldUntil: null })
})

test('a hold that is booked keeps its seat', async () => {
  const [session, patient] = [await aSession(), aPatient()]
  await verbs.book(session)
  const { id } = await verbs.hold(session, patient)
  await verbs.book(session)
  await verbs.bookHeld(id, patient)
  expect((await seatsOf(session))[1]?.id).toBe(id)
})

test('a session that everybody leaves and enters at once is neither overfull nor in two places', async () => {
  const [session, desk] = [await aSession(), aMember(clinic, 'staff')]
  for (let round = 0; round < 5; round++) {
    const patients = Array.from({ length: 6 }, aPatient)
    await letIn(
      patients.map(async (patient, nth) => {
        if (nth % 2) return releaseHold(clinic, patient, (await verbs.hold(session, patient)).id)
        const { id, version } = await verbs.book(session, patient)
        return cancelAppointment(clinic, desk, id, version)
      }),
    )
    expect([await seatsOf(session), (await slotNow(clinic, session)).taken]).toEqual([[], 0])
  }
  const { rows } = await clinic.owner.query('select from doctor_time where session_slot_id = $1', [session])
  expect(rows).toEqual([])
  expect(await serverLog(clinic.databaseName)).not.toMatch(/deadlock detected|ERROR|FATAL/)
})
