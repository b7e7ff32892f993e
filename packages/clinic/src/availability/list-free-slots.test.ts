import { encodeCursor, type FreeSlot } from '@polyclinic/contract'
import { anonymous } from '@polyclinic/guard'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookAppointment } from '../booking/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aPatient, openTestClinic, smallStaffing, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { type FreeSlotSearch, listFreeSlots } from './list-free-slots.ts'

let clinic: TestClinic
beforeAll(async () => {
  const [ada, ben] = smallStaffing.doctors
  const specialties = [...smallStaffing.specialties, { code: 'pediatrics', name: 'Pediatrics' }]
  const doctors = ada && ben ? [ada, { ...ben, specialty: 'pediatrics' }] : []
  clinic = await openTestClinic({ staffing: { specialties, doctors } })
})
afterAll(() => clinic[Symbol.asyncDispose]())

const list = async (search: Partial<FreeSlotSearch> = {}) =>
  (await listFreeSlots(clinic, anonymous, { limit: 500, ...search })).items
const ids = (slots: FreeSlot[]) => slots.map(({ id }) => id)

describe('the list of free slots', () => {
  test('is in order of time, and the same slots once each when read page by page', async () => {
    const all = await list()
    expect(all.map(({ startsAt }) => startsAt)).toEqual(all.map(({ startsAt }) => startsAt).sort())
    // two doctors work at the same time: a page of an odd length ends between them
    const paged: FreeSlot[] = []
    let cursor: string | undefined
    do {
      const page = await listFreeSlots(clinic, anonymous, { limit: 7, cursor })
      expect(page.items.length).toBeLessThanOrEqual(7)
      paged.push(...page.items)
      cursor = page.next
    } while (cursor)
    expect(ids(paged)).toEqual(ids(all))
  })

  test('ends without a further page where a page is just full', async () => {
    const { length } = await list()
    expect(await listFreeSlots(clinic, anonymous, { limit: length })).not.toHaveProperty('next')
    expect(await listFreeSlots(clinic, anonymous, { limit: length - 1 })).toHaveProperty('next')
  })

  test('goes on after a slot that has been taken since the page before', async () => {
    const all = await list()
    const first = await listFreeSlots(clinic, anonymous, { limit: 3 })
    const request = { slotId: first.items[2]?.id ?? '', visitType: 'consultation' }
    await bookAppointment(clinic, aPatient(), request, bookingContext(clinic))
    const second = await listFreeSlots(clinic, anonymous, { limit: 3, cursor: first.next })
    expect(ids(second.items)).toEqual(ids(all.slice(3, 6)))
  })

  test('can be narrowed to days, a doctor, a specialty', async () => {
    const all = await list()
    const [day = '', doctor = ''] = [all[20]?.localDate, all[20]?.doctor.id]
    const only = (keep: (slot: FreeSlot) => boolean) => ids(all.filter(keep))
    expect(ids(await list({ from: day }))).toEqual(only(({ localDate }) => localDate >= day))
    expect(ids(await list({ to: day }))).toEqual(only(({ localDate }) => localDate <= day))
    expect(ids(await list({ from: day, to: day, doctor: [doctor] }))).toEqual(
      only((slot) => slot.localDate === day && slot.doctor.id === doctor),
    )
    expect(ids(await list({ specialty: 'pediatrics' }))).toEqual(
      only((slot) => slot.doctor.specialty === 'pediatrics'),
    )
    expect(await list({ specialty: 'surgery' })).toEqual([])
    expect(await list({ doctor: [newId()] })).toEqual([])
  })

  test.each([
    ['of another list by name', encodeCursor(['Riverside', newId()])],
    ['of a list with one key', encodeCursor(['riverside'])],
    ['with something else than an identifier', encodeCursor([new Date().toISOString(), 'riverside'])],
    ['with a day that no calendar has', encodeCursor(['2026-02-31T00:00:00.000Z', newId()])],
    ['with a year that no calendar has', encodeCursor(['0000-01-01T00:00:00.000Z', newId()])],
    ['that is none', 'riverside'],
  ])('refuses a cursor %s', async (_, cursor) => {
    expect(await refusalOf(list({ cursor }))).toMatchObject({
      code: 'invalid-request',
      facts: { issues: [{ pointer: 'cursor' }] },
    })
  })
})

describe('a clinic that is suspended', () => {
  test('neither lists nor books', async () => {
    const [slot] = await list()
    const suspended = { ...clinic, suspended: true }
    const listed = refusalOf(listFreeSlots(suspended, anonymous, { limit: 1 }))
    expect((await listed).code).toBe('clinic-suspended')
    const request = { slotId: slot?.id ?? '', visitType: 'consultation' }
    const booked = bookAppointment(suspended, aPatient(), request, bookingContext(clinic))
    expect((await refusalOf(booked)).code).toBe('clinic-suspended')
  })
})

describe('a patient', () => {
  const stateAfter = async (state: 'blocked' | 'erased') => {
    const [[first, second], patient] = [await list(), aPatient()]
    const book = (slot?: FreeSlot, reason?: string) => {
      const request = { slotId: slot?.id ?? '', visitType: 'consultation', ...(reason && { reason }) }
      return bookAppointment(clinic, patient, request, bookingContext(clinic))
    }
    await book(first)
    // what erasing does, in short
    await clinic.owner.query(
      'update known_patient set state = $2, sealed_name = null, wrapped_key = null where patient_id = $1',
      [patient.patientId, state],
    )
    const codes = [(await refusalOf(book(second))).code, (await refusalOf(book(second, 'a cough'))).code]
    const { rows } = await clinic.database.query(
      'select state, sealed_name, wrapped_key from known_patient where patient_id = $1',
      [patient.patientId],
    )
    expect(rows).toEqual([{ state, sealed_name: null, wrapped_key: null }])
    expect(ids(await list())).toContain(second?.id)
    return codes
  }

  test('who is blocked cannot book', async () => {
    expect(await stateAfter('blocked')).toEqual(['patient-blocked', 'patient-blocked'])
  })

  test('who was erased cannot book, and does not come back by trying', async () => {
    expect(await stateAfter('erased')).toEqual(['patient-unknown', 'patient-unknown'])
  })
})
