import { anonymous } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFreeSlots } from '../availability/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aPatient, openTestClinic, type TestClinic, visitType } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from '../appointments/index.ts'

let clinic: TestClinic
beforeAll(async () => {
  const visitTypes = [visitType('plain', 30), visitType('buffered', 30, 10), visitType('short', 10, 20)]
  clinic = await openTestClinic({ staffing: { visitTypes } })
})
afterAll(() => clinic[Symbol.asyncDispose]())

const book = async (slotId: string, visit = 'plain') => {
  const patient = aPatient()
  const context = bookingContext(clinic)
  const appointment = await bookAppointment(clinic, patient, { slotId, visitType: visit }, context)
  return { ...appointment, cancel: () => cancelAppointment(clinic, patient, appointment.id, 1) }
}
const isListed = async (slotId: string) => {
  const { items } = await listFreeSlots(clinic, anonymous, { limit: 500 })
  return items.find(({ id }) => id === slotId)
}
const count = async (sql: string, id: string) =>
  (await clinic.database.query<{ n: number }>(`select count(*)::integer as n from ${sql}`, [id])).rows[0]?.n
const seats = async (slotId: string) => {
  const { rows } = await clinic.database.query<{ seat: number }>(
    'select seat from appointment_slot where slot_id = $1 order by seat',
    [slotId],
  )
  return rows.map(({ seat }) => seat)
}
const sessionsOf = (slotId: string) => count('doctor_time where session_slot_id = $1', slotId)

/** The first three slots in a row, of one doctor and one day, of which none is taken, and nothing near. */
async function threeInARow(): Promise<[string, string, string]> {
  const { rows } = await clinic.database.query<{ ids: [string, string, string] }>(
    `select array[a.id, b.id, c.id] as ids from slot a
     join slot b on b.doctor_id = a.doctor_id and b.starts_at = a.ends_at
     join slot c on c.doctor_id = a.doctor_id and c.starts_at = b.ends_at
     where a.taken + b.taken + c.taken = 0 and a.starts_at > now() + interval '1 day' and not exists (
       select from doctor_time t where t.doctor_id = a.doctor_id
         and t.occupied && tstzrange(a.starts_at - interval '1 hour', c.ends_at + interval '1 hour'))
     order by a.starts_at, a.id limit 1`,
  )
  return rows[0]?.ids ?? ['', '', '']
}

/** A slot for one, which ends when that one begins. */
async function halfAnHourBefore(slotId: string): Promise<string> {
  const { rows } = await clinic.database.query<{ id: string }>(
    `with wanted as (
       insert into slot (doctor_id, open_doctor_id, local_date, starts_at, ends_at, capacity)
       select doctor_id, open_doctor_id, local_date, starts_at - interval '30 minutes', starts_at, 1
       from slot where id = $1 on conflict do nothing returning id
     )
     select id from wanted union all
     select b.id from slot a join slot b on b.doctor_id = a.doctor_id and b.ends_at = a.starts_at
     where a.id = $1`,
    [slotId],
  )
  return rows[0]?.id ?? ''
}

describe('a group session', () => {
  let slot: string
  beforeAll(async () => {
    const { items } = await listFreeSlots(clinic, anonymous, { limit: 500 })
    // not one whose neighbour may have begun
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    slot = items.find(({ free, startsAt }) => free === 3 && startsAt > tomorrow)?.id ?? ''
  })

  test('occupies its doctor once for all visitors', async () => {
    const three = [await book(slot), await book(slot), await book(slot)] as const
    expect(await sessionsOf(slot)).toBe(1)
    expect((await refusalOf(book(slot))).code).toBe('slot-taken')

    await three[1].cancel()
    expect(await seats(slot)).toEqual([1, 3])
    expect(await sessionsOf(slot)).toBe(1)
    expect(await isListed(slot)).toMatchObject({ free: 1 })
    const again = await book(slot)
    expect(await seats(slot)).toEqual([1, 2, 3])

    for (const each of [three[0], three[2], again]) {
      expect(await sessionsOf(slot)).toBe(1)
      await each.cancel()
    }
    expect(await sessionsOf(slot)).toBe(0)
    expect(await isListed(slot)).toMatchObject({ free: 3 })
    expect(await seats(slot)).toEqual([])
  })

  test('lasts as long as its longest visit needs, whoever came first', async () => {
    const beside = await halfAnHourBefore(slot)
    const plain = await book(slot)
    expect(await isListed(beside)).toBeDefined()
    const longer = await book(slot, 'buffered')
    expect(await isListed(beside)).toBeUndefined()
    expect((await refusalOf(book(beside))).code).toBe('slot-taken')
    await longer.cancel()
    const individual = await book(beside)
    expect((await refusalOf(book(slot, 'buffered'))).code).toBe('slot-taken')
    await individual.cancel()
    await (await book(slot, 'buffered')).cancel()
    await plain.cancel()
    expect(await sessionsOf(slot)).toBe(0)
  })

  test('is joined with buffers, or has a neighbour, when both are asked for at once', async () => {
    const beside = await halfAnHourBefore(slot)
    const plain = await book(slot)
    for (let round = 0; round < 10; round++) {
      const both = await Promise.allSettled([book(slot, 'buffered'), book(beside)])
      const made = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      expect(made).toHaveLength(1)
      await made[0]?.cancel()
    }
    await plain.cancel()
  })

  test('whose last visitor leaves while another comes ends or goes on, but is never without its time', async () => {
    for (let round = 0; round < 10; round++) {
      const first = await book(slot)
      const [, second] = await Promise.all([first.cancel(), book(slot)])
      expect(await sessionsOf(slot)).toBe(1)
      await second.cancel()
      expect(await sessionsOf(slot)).toBe(0)
    }
  })
})

describe('a visit with buffers', () => {
  test('blocks the slots beside it, and frees them when it is cancelled', async () => {
    const [before, middle, after] = await threeInARow()
    const visit = await book(middle, 'buffered')
    for (const beside of [before, after]) {
      expect(await isListed(beside)).toBeUndefined()
      expect((await refusalOf(book(beside))).code).toBe('slot-taken')
    }
    await visit.cancel()
    for (const beside of [before, after]) expect(await isListed(beside)).toBeDefined()
    await book(before)
    await book(after)
  })

  test('does not fit beside a visit that is booked, though one without does', async () => {
    const [before, middle] = await threeInARow()
    await book(before)
    const known = 'known_patient where $1 = $1'
    const patients = await count(known, '')
    expect((await refusalOf(book(middle, 'buffered'))).code).toBe('slot-taken')
    expect(await count(known, ''), 'who was refused is not made known').toBe(patients)
    await book(middle)
  })

  test('that ends early enough leaves the next slot free', async () => {
    const [before, middle, after] = await threeInARow()
    await book(middle, 'short')
    expect(await isListed(before)).toBeUndefined()
    expect(await isListed(after)).toBeDefined()
  })

  test('is booked by one of two who want slots too close to each other', async () => {
    const [before, middle, after] = await threeInARow()
    const wishes = [before, middle, after].map((slot) => book(slot, 'buffered'))
    const outcomes = await Promise.allSettled(wishes)
    const refused = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason.code] : []))
    expect(refused.every((code) => code === 'slot-taken')).toBe(true)
    const occupied = outcomes.map(({ status }) => (status === 'fulfilled' ? 1 : 0)).join('')
    expect(['101', '010']).toContain(occupied)
  })
})
