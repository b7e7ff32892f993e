import { anonymous } from '@polyclinic/guard'
import { type FreeSlot, isRefusal } from '@polyclinic/contract'
import { serverLog } from '@polyclinic/postgres/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFreeSlots } from '../availability/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aPatient, openTestClinic, type TestClinic, visitType } from '../testing/open-test-clinic.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from '../appointments/index.ts'

let clinic: TestClinic
beforeAll(async () => {
  const visitTypes = [visitType('plain', 30), visitType('buffered', 30, 10)]
  clinic = await openTestClinic({
    staffing: { visitTypes },
    policy: { openAppointmentsPerPatient: 2, cancelUntilMinutes: 0 },
  })
})
afterAll(() => clinic[Symbol.asyncDispose]())

describe('a rush of bookings and cancellations on a few slots', () => {
  test('ends without a deadlock, in refusals that say why, and with the books in order', async () => {
    const slots = await aFewSlots()
    const patients = Array.from({ length: 16 }, aPatient)
    const outcomes: string[] = []
    const note = (outcome: Promise<unknown>) =>
      outcome.then(
        () => outcomes.push('done'),
        (error: unknown) => outcomes.push(isRefusal(error) ? error.code : String(error)),
      )
    const visits = patients.map(async (patient, who) => {
      for (let turn = 0; turn < 12; turn++) {
        // some of each patient's requests go off together, so that they also meet one another
        const wishes = [0, 1, 2].map((nth) => {
          const slotId = slots[(who * 7 + turn * 3 + nth) % slots.length] ?? ''
          const visit = (who + turn + nth) % 3 === 0 ? 'buffered' : 'plain'
          return bookAppointment(clinic, patient, { slotId, visitType: visit }, bookingContext(clinic))
        })
        await Promise.all(wishes.map(note))
        const booked = (await Promise.allSettled(wishes)).flatMap((o) =>
          o.status === 'fulfilled' ? [o.value] : [],
        )
        await Promise.all(booked.map(({ id }) => note(cancelAppointment(clinic, patient, id, 1))))
        // a second time, while others book the same slots
        await Promise.all(booked.map(({ id }) => note(cancelAppointment(clinic, patient, id, 2))))
      }
    })
    await Promise.all(visits)

    const expected = ['done', 'slot-taken', 'outside-policy', 'transition-not-allowed']
    expect(outcomes.filter((outcome) => !expected.includes(outcome))).toEqual([])
    expect(outcomes.filter((outcome) => outcome === 'done').length).toBeGreaterThan(patients.length)
    const log = await serverLog(clinic.databaseName)
    expect(log).not.toMatch(/deadlock detected|ERROR|FATAL/)
    expect(await disorder()).toEqual([])
  })
})

describe('a patient', () => {
  test.each(['new to the clinic', 'known to the clinic'])(
    '%s is held to the limit of open appointments though all requests come at once',
    async (kind) => {
      const { items } = await listFreeSlots(clinic, anonymous, { limit: 500 })
      const patient = aPatient()
      const book = ({ id }: { id: string }) =>
        bookAppointment(clinic, patient, { slotId: id, visitType: 'plain' }, bookingContext(clinic))
      const [first, ...others] = items.slice(-9) as [FreeSlot, ...FreeSlot[]]
      if (kind === 'known to the clinic') await cancelAppointment(clinic, patient, (await book(first)).id, 1)
      const outcomes = await Promise.allSettled(others.map(book))
      const booked = outcomes.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : []))
      expect(booked).toHaveLength(2)
      const refused = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason.facts] : []))
      expect(refused).toEqual(Array(6).fill({ rule: 'open-appointments-per-patient', limit: 2 }))
      for (const { id } of booked) await cancelAppointment(clinic, patient, id, 1)
      expect(await disorder()).toEqual([])
    },
  )
})

/** Four in a row of one doctor, so that buffers collide, and a group session. */
async function aFewSlots(): Promise<string[]> {
  const { items } = await listFreeSlots(clinic, anonymous, { limit: 500 })
  const group = items.find(({ free }) => free === 3)
  const beside = items.filter((s) => s.doctor.id === group?.doctor.id && s.localDate === group.localDate)
  return [...beside.slice(0, 4), group].flatMap((slot) => (slot ? [slot.id] : []))
}

/** Slots that count wrongly, and doctors' time that nobody has booked: none, since all is cancelled. */
async function disorder(): Promise<unknown[]> {
  const { rows } = await clinic.owner.query(
    `select 'slot' as what, id from slot where taken <> 0
     union all select 'time', id from doctor_time
     union all select 'seat', slot_id from appointment_slot
     union all select 'open', id from appointment where status <> 'cancelled'
     union all select 'event', id from appointment where 2 <> (
       select count(*) from appointment_event e where e.appointment_id = appointment.id)`,
  )
  return rows
}
