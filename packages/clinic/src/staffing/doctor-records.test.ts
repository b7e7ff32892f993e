import { randomUUID } from 'node:crypto'
import { anonymous } from '@polyclinic/guard'
import { brokenConstraint } from '@polyclinic/postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { assignments, listDisplaced, overrides } from '../calendar/index.ts'
import { showDoctor } from '../doctors/index.ts'
import { bookFirst } from '../testing/book-first.ts'
import { calendarOf, dayFromToday } from '../testing/calendar-of.ts'
import { aMember, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { doctorRecords, specialties, visitTypeRecords } from './index.ts'

let clinic: TestClinic
let shift: string
beforeAll(async () => {
  clinic = await openTestClinic()
  const { rows } = await clinic.database.query("select id from shift where code = 'morning'")
  shift = rows[0]?.['id']
})
afterAll(() => clinic[Symbol.asyncDispose]())

const admin = () => aMember(clinic, 'clinic_admin')
const form = { name: 'Cy Ng', specialty: 'family-medicine', languages: ['en'], active: true }
const inactive = { ...form, active: false }
const at = (id: string, seenVersion: number) => ({ place: {}, id, seenVersion })

describe('a doctor', () => {
  test('keeps a contact that the database cannot read, and an address that nobody else has', async () => {
    const contact = { email: 'Cy@Clinic.test', phone: '+4930555555' }
    const made = await doctorRecords.create(clinic, admin(), {}, { ...form, ...contact })
    expect(made).toMatchObject(contact)
    const { rows } = await clinic.database.query(
      "select encode(sealed_email || sealed_phone || email_index, 'escape') as text from doctor where id = $1",
      [made.id],
    )
    expect(rows[0]?.['text']).not.toMatch(/clinic\.test|555555/i)
    const same = { ...form, email: 'cy@clinic.test ' }
    const refused = await refusalOf(doctorRecords.create(clinic, admin(), {}, same))
    expect(refused).toEqual({ code: 'already-exists', facts: { field: 'email' } })
    const without = await doctorRecords.edit(clinic, admin(), at(made.id, 1), form)
    expect(without).not.toHaveProperty('email')
    expect((await doctorRecords.create(clinic, admin(), {}, same)).version).toBe(1)
  })

  test('has a specialty that the clinic has, and that cannot go before its doctors', async () => {
    const unknown = { ...form, specialty: 'magic' }
    const { facts } = await refusalOf(doctorRecords.create(clinic, admin(), {}, unknown))
    expect(facts['issues']).toMatchObject([{ pointer: '/specialty' }])
    const [one] = await specialties.list(clinic, admin(), {})
    const refused = await refusalOf(specialties.remove(clinic, admin(), at(one?.id ?? '', 1)))
    expect(refused).toEqual({ code: 'in-use', facts: { by: 'doctors' } })
  })

  test('who is named by a kind of visit stays, and who is unknown is named by place', async () => {
    const { id } = await doctorRecords.create(clinic, admin(), {}, form)
    const buffers = { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 }
    const kind = { code: 'eeg', name: 'EEG', minutes: 30, ...buffers, mode: 'in_person' as const }
    const visit = { ...kind, bookedBy: 'anyone' as const, active: true, doctors: [id] }
    await visitTypeRecords.create(clinic, admin(), {}, visit)
    const refused = await refusalOf(doctorRecords.remove(clinic, admin(), at(id, 1)))
    expect(refused).toEqual({ code: 'in-use', facts: { by: 'visit-types' } })
    const stranger = { ...visit, code: 'ecg', doctors: [id, randomUUID()] }
    const { facts } = await refusalOf(visitTypeRecords.create(clinic, admin(), {}, stranger))
    expect(facts['issues']).toMatchObject([{ pointer: '/doctors/1' }])
  })
})

describe('the database itself', () => {
  const refusal = (sql: string, values: unknown[]) =>
    clinic.database.query(sql, values).then(
      () => 'nothing refused it',
      (error) => brokenConstraint(error)?.constraint,
    )

  test('lets an inactive doctor have neither shift, nor day of their own, nor free slot to come', async () => {
    const { id } = await doctorRecords.create(clinic, admin(), {}, inactive)
    const assign = "insert into doctor_shift (doctor_id, shift_id, weekdays) values ($1, $2, '{1}')"
    expect(await refusal(assign, [id, shift])).toBe('doctor_shift_doctor_id_fkey')
    const override = "insert into availability_override (doctor_id, local_date) values ($1, '2035-01-01')"
    expect(await refusal(override, [id])).toBe('availability_override_doctor_id_fkey')
    const offer = `insert into slot (doctor_id, open_doctor_id, local_date, starts_at, ends_at, capacity)
      values ($1, $2, '2035-01-01', '2035-01-01 09:00Z', '2035-01-01 09:30Z', 1)`
    expect(await refusal(offer, [id, id])).toBe('slot_open_doctor_id_fkey')
    expect(await refusal(offer, [id, null])).toBe('slot_open_has_doctor')

    await doctorRecords.edit(clinic, admin(), at(id, 1), form)
    expect(await refusal(override, [id])).toBe('nothing refused it')
    const leave = 'update doctor set active = false where id = $1'
    expect(await refusal(leave, [id])).toBe('availability_override_doctor_id_fkey')
  })
})

describe('a doctor who leaves', () => {
  let doctor: string
  let day: string
  beforeEach(async () => {
    doctor = (await doctorRecords.create(clinic, admin(), {}, form)).id
    day = await dayFromToday(clinic, 4)
    const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
    await assignments.create(clinic, admin(), { doctor }, { shift, weekdays: [...weekdays] })
    const off = { date: await dayFromToday(clinic, 6), hours: [], slotMinutes: 30, capacity: 1 }
    await overrides.create(clinic, admin(), { doctor }, off)
  })

  test('keeps shifts in the way until they are withdrawn too, and changes nothing', async () => {
    const before = await calendarOf(clinic, doctor)
    const refused = await refusalOf(doctorRecords.edit(clinic, admin(), at(doctor, 1), inactive))
    expect(refused).toEqual({ code: 'in-use', facts: { by: 'assignments' } })
    expect(await calendarOf(clinic, doctor)).toEqual(before)
    expect((await doctorRecords.show(clinic, admin(), {}, doctor)).version).toBe(1)
  })

  test('goes with shifts, overrides and free slots; who is booked is displaced', async () => {
    const visit = await bookFirst(clinic, doctor, day)
    // a slot of the past is open for ever, and must not stand in the way
    await clinic.database.query(
      `insert into slot (doctor_id, open_doctor_id, local_date, starts_at, ends_at, capacity)
       values ($1, $1, '2020-01-01', '2020-01-01 09:00Z', '2020-01-01 09:30Z', 1)`,
      [doctor],
    )
    const free = (await calendarOf(clinic, doctor)).length - 1
    const left = await doctorRecords.edit(clinic, admin(), at(doctor, 1), { ...inactive, withdraw: true })
    expect(left).toMatchObject({ active: false, version: 2 })
    expect(left.calendar).toEqual({ added: 0, removed: free, displaced: 1, restored: 0 })
    expect(await calendarOf(clinic, doctor)).toEqual([])
    expect(await assignments.list(clinic, admin(), { doctor })).toEqual([])
    expect(await overrides.list(clinic, admin(), { doctor })).toEqual([])
    const { items } = await listDisplaced(clinic, admin(), { limit: 50 })
    expect(items.map(({ id }) => id)).toContain(visit.id)
    expect((await refusalOf(showDoctor(clinic, anonymous, doctor))).code).toBe('not-found')

    const again = await refusalOf(
      assignments.create(clinic, admin(), { doctor }, { shift, weekdays: ['monday'] }),
    )
    expect(again).toEqual({ code: 'transition-not-allowed', facts: { state: 'inactive' } })
    const back = await doctorRecords.edit(clinic, admin(), at(doctor, 2), form)
    expect(back).toMatchObject({ active: true, version: 3 })
    expect(await showDoctor(clinic, anonymous, doctor)).toMatchObject({ name: 'Cy Ng' })
    const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
    const { calendar } = await assignments.create(
      clinic,
      admin(),
      { doctor },
      { shift, weekdays: [...weekdays] },
    )
    expect(calendar, 'the appointment is in its place again').toMatchObject({ restored: 1 })
  })

  test('is not removed with a history, and the refusal tells what to do', async () => {
    const withShifts = await refusalOf(doctorRecords.remove(clinic, admin(), at(doctor, 1)))
    expect(withShifts.code).toBe('in-use')
    await bookFirst(clinic, doctor, day)
    await doctorRecords.edit(clinic, admin(), at(doctor, 1), { ...inactive, withdraw: true })
    const sentence = doctorRecords.remove(clinic, admin(), at(doctor, 2))
    await expect(sentence).rejects.toThrow(/inactive instead/)
    expect((await doctorRecords.show(clinic, admin(), {}, doctor)).version).toBe(2)
  })
})
