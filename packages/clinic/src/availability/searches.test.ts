import { type ClinicStaffing, type FreeSlot, weekdays } from '@polyclinic/contract'
import { anonymous } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookAppointment } from '../booking/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import {
  aMember,
  aPatient,
  openTestClinic,
  smallStaffing,
  type TestClinic,
} from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { listFirstSlots } from './list-first-slots.ts'
import { listFreeDays } from './list-free-days.ts'
import { listFreeSlots } from './list-free-slots.ts'
import type { Wishes } from './search-for.ts'
import { showCalendar } from './show-calendar.ts'

const shift = (code: string, from: string, until: string) => ({
  code,
  name: code,
  from,
  until,
  slotMinutes: 30,
  capacity: 1,
})
const shifts: ClinicStaffing['shifts'] = [shift('day', '11:00', '13:00'), shift('late', '16:00', '18:00')]
const aDoctor = (name: string, specialty: string, ...worked: string[]) => ({
  name,
  languages: ['en'],
  specialty,
  shifts: worked.map((code) => ({ shift: code, weekdays: [...weekdays] })),
})

let clinic: TestClinic
const ids = new Map<string, string>()
beforeAll(async () => {
  const specialties = [...smallStaffing.specialties, { code: 'pediatrics', name: 'Pediatrics' }]
  const doctors = [
    aDoctor('Ada', 'family-medicine', 'day'),
    aDoctor('Ben', 'pediatrics', 'day', 'late'),
    aDoctor('Cem', 'pediatrics', 'late'),
  ]
  clinic = await openTestClinic({ staffing: { specialties, shifts, doctors } })
  const { rows } = await clinic.database.query<{ id: string; name: string }>('select id, name from doctor')
  for (const { id, name } of rows) ids.set(name, id)
  await clinic.owner.query(
    `insert into visit_type_doctor select v.id, d.id from visit_type v, doctor d
     where v.code = 'long-visit' and d.name in ('Ben', 'Cem')`,
  )
})
afterAll(() => clinic[Symbol.asyncDispose]())

const idOf = (name: string) => ids.get(name) ?? ''
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const days = { from: day(3), to: day(4) }
const search = async (wishes: Wishes) =>
  (await listFreeSlots(clinic, anonymous, { limit: 500, ...wishes })).items
/** As "Ada 11:00", of one day. */
const shown = (slots: FreeSlot[]) =>
  slots
    .filter(({ localDate }) => localDate === days.from)
    .map((s) => `${s.doctor.name} ${s.localTime}`)
    .sort()
const book = (slot: FreeSlot | undefined, visitType = 'consultation') =>
  bookAppointment(clinic, aPatient(), { slotId: slot?.id ?? '', visitType }, bookingContext(clinic))

describe('a search', () => {
  test('is for several doctors side by side', async () => {
    const found = await search({ ...days, doctor: [idOf('Ada'), idOf('Cem')] })
    expect(shown(found)).toEqual([
      ...['Ada 11:00', 'Ada 11:30', 'Ada 12:00', 'Ada 12:30'],
      ...['Cem 16:00', 'Cem 16:30', 'Cem 17:00', 'Cem 17:30'],
    ])
    expect(new Set(found.map(({ localDate }) => localDate))).toEqual(new Set([days.from, days.to]))
  })

  test.each([
    ['morning', ['Ada 11:00', 'Ada 11:30', 'Ben 11:00', 'Ben 11:30']],
    [
      'afternoon',
      [
        'Ada 12:00',
        'Ada 12:30',
        'Ben 12:00',
        'Ben 12:30',
        'Ben 16:00',
        'Ben 16:30',
        'Cem 16:00',
        'Cem 16:30',
      ],
    ],
    ['evening', ['Ben 17:00', 'Ben 17:30', 'Cem 17:00', 'Cem 17:30']],
  ] as const)('is for the %s by the clinic’s clock', async (partOfDay, expected) => {
    expect(shown(await search({ ...days, partOfDay }))).toEqual(expected)
  })

  test('is for a visit: who does it, where its length fits, with its own end', async () => {
    const found = await search({ ...days, visitType: 'long-visit' })
    expect(shown(found)).toEqual([
      ...['Ben 11:00', 'Ben 11:30', 'Ben 12:00', 'Ben 16:00', 'Ben 16:30', 'Ben 17:00'],
      ...['Cem 16:00', 'Cem 16:30', 'Cem 17:00'],
    ])
    expect(new Set(found.map(({ duration }) => duration))).toEqual(new Set([60]))
  })

  test('is for all wishes together', async () => {
    const wishes = {
      ...days,
      specialty: 'pediatrics',
      partOfDay: 'evening',
      visitType: 'long-visit',
    } as const
    expect(shown(await search(wishes))).toEqual(['Ben 17:00', 'Cem 17:00'])
    expect(shown(await search({ ...wishes, doctor: [idOf('Ada'), idOf('Ben')] }))).toEqual(['Ben 17:00'])
  })

  test('for a visit that there is not is refused, in every list', async () => {
    const wishes = { visitType: 'surgery' }
    const everyList = [
      () => search(wishes),
      () => listFreeDays(clinic, anonymous, wishes),
      () => listFirstSlots(clinic, anonymous, wishes),
    ]
    for (const attempt of everyList)
      expect(await refusalOf(attempt())).toMatchObject({
        code: 'invalid-request',
        facts: { issues: [{ pointer: 'visitType' }] },
      })
  })
})

describe('pages', () => {
  test('show each slot once, and all that stayed free, while others book', async () => {
    const wishes = { from: day(6), visitType: 'consultation' }
    const before = await search(wishes)
    const taken: string[] = []
    const read: FreeSlot[] = []
    let cursor: string | undefined
    do {
      const page = await listFreeSlots(clinic, anonymous, { ...wishes, limit: 5, cursor })
      read.push(...page.items)
      cursor = page.next
      // of this page, at its very end too, and of one to come
      const [mine, theirs] = [page.items.at(-1), before[before.length - 1 - taken.length]]
      await Promise.allSettled(
        [mine, theirs].map((slot) => book(slot).then(() => taken.push(slot?.id ?? ''))),
      )
    } while (cursor)
    const seen = read.map(({ id }) => id)
    expect(new Set(seen).size).toBe(seen.length)
    expect(taken.length).toBeGreaterThan(10)
    const stayedFree = before.map(({ id }) => id).filter((id) => !taken.includes(id))
    expect(seen.filter((id) => stayedFree.includes(id))).toEqual(stayedFree)
  })
})

describe('the first slot of each doctor', () => {
  test('is one each, earliest first, for what is wished', async () => {
    const firsts = await listFirstSlots(clinic, anonymous, { from: days.from, visitType: 'long-visit' })
    expect(firsts.map((s) => `${s.doctor.name} ${s.localDate} ${s.localTime}`)).toEqual([
      `Ben ${days.from} 11:00`,
      `Cem ${days.from} 16:00`,
    ])
    const late = await listFirstSlots(clinic, anonymous, { ...days, partOfDay: 'evening' })
    expect(late.map((s) => `${s.doctor.name} ${s.localTime}`).sort()).toEqual(['Ben 17:00', 'Cem 17:00'])
  })
})

describe('the days', () => {
  test('say how many times are free and when the first is; a full day is left out', async () => {
    const wishes = { ...days, doctor: [idOf('Ada')], visitType: 'consultation' }
    const slots = await search(wishes)
    const [first, ...others] = slots.filter(({ localDate }) => localDate === days.from)
    await book(first)
    const [begun, untouched] = await listFreeDays(clinic, anonymous, wishes)
    expect(begun).toMatchObject({ localDate: days.from, free: 3, firstFreeAt: others[0]?.startsAt })
    expect(untouched).toMatchObject({ localDate: days.to, free: 4, timeZone: 'Europe/Berlin' })
    await Promise.all(others.map((slot) => book(slot)))
    expect((await listFreeDays(clinic, anonymous, wishes)).map(({ localDate }) => localDate)).toEqual([
      days.to,
    ])
  })
})

describe('the desk’s calendar', () => {
  const desk = () => aMember(clinic, 'staff')

  test('has the chosen doctors’ slots and visits side by side, as they stand', async () => {
    const [slot] = await search({ from: day(5), to: day(5), doctor: [idOf('Cem')], visitType: 'long-visit' })
    const booked = await book(slot, 'long-visit')
    const range = { from: day(5), to: day(5), doctor: [idOf('Cem'), idOf('Ada')] }
    const calendar = await showCalendar(clinic, desk(), range)
    expect(calendar.doctors.map(({ name }) => name)).toEqual(['Ada', 'Cem'])
    const [ada, cem] = calendar.doctors
    expect(ada?.appointments).toEqual([])
    expect(
      cem?.slots.map(({ localTime, taken, bookable, free }) => [localTime, taken, bookable, free]),
    ).toEqual([
      ['16:00', 1, false, 0],
      ['16:30', 1, false, 0],
      ['17:00', 0, true, 1],
      ['17:30', 0, true, 1],
    ])
    expect(cem?.appointments).toMatchObject([
      {
        id: booked.id,
        localTime: '16:00',
        visitType: 'long-visit',
        displaced: false,
        patientName: 'Grace Hopper',
      },
    ])
  })

  test('is for the clinic’s people only, and for a month at most', async () => {
    expect((await refusalOf(showCalendar(clinic, aPatient(), days))).code).toBe('not-allowed')
    const longer = { from: day(3), to: day(35) }
    expect((await refusalOf(showCalendar(clinic, desk(), longer))).code).toBe('invalid-request')
  })
})
