import { calendarPreview, proposal, type Proposal } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Shift } from '../entities/index.ts'
import { aDoctor, doctorNamed } from '../testing/a-doctor.ts'
import { bookFirst } from '../testing/book-first.ts'
import { calendarOf, dayFromToday } from '../testing/calendar-of.ts'
import { aMember, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { overrides, previewChange, shifts } from './index.ts'

let clinic: TestClinic
let ben: string
let shift: Shift
let day: string
let visit: { id: string; reference: string }
beforeAll(async () => {
  clinic = await openTestClinic()
  ben = await doctorNamed(clinic, 'Ben Okri')
  shift = await clinic.unitOfWork().findOneOrFail(Shift, { code: 'morning' })
  day = await dayFromToday(clinic, 5)
  visit = await bookFirst(clinic, ben, day)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const admin = () => aMember(clinic, 'clinic_admin')
const preview = async (change: unknown, actor = admin()) => {
  const found = await previewChange(clinic, actor, proposal.parse(change))
  return calendarPreview.parse(found)
}
/** Every row of every table that an edit could have touched, with the transaction that wrote it. */
async function everything(): Promise<string> {
  const tables = [
    'appointment',
    'appointment_event',
    'availability_override',
    'availability_override_hours',
    'closure',
    'doctor',
    'doctor_shift',
    'shift',
    'slot',
  ]
  const read = tables.map((name) =>
    clinic.owner.query(`select t::text, xmin::text from ${name} t order by 1`),
  )
  return JSON.stringify((await Promise.all(read)).map(({ rows }) => rows))
}
const morning = (over: object) => ({
  code: 'morning',
  name: 'Morning',
  from: '08:00',
  until: '12:00',
  slotMinutes: 30,
  capacity: 1,
  ...over,
})

describe('a preview', () => {
  test('of a day off tells what goes and who is displaced, and changes nothing', async () => {
    const [free, before] = [await calendarOf(clinic, ben, day), await everything()]
    const found = await preview({ change: 'override', doctor: ben, to: { date: day, hours: [] } })
    expect(found).toMatchObject({
      timeZone: 'Europe/Berlin',
      added: { count: 0, items: [] },
      removed: { count: free.length - 1 },
      displaced: {
        count: 1,
        items: [{ id: visit.id, reference: visit.reference, localDate: day, localTime: '08:00' }],
      },
      restored: 0,
    })
    expect(found.removed.items.map(({ doctor, localTime }) => `${doctor.name} ${localTime}`)).toEqual(
      ['08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30'].map((time) => `Ben Okri ${time}`),
    )
    expect(await everything()).toBe(before)
  })

  test('of a shift tells the first 200 and counts them all', async () => {
    const before = await everything()
    const found = await preview({ change: 'shift', id: shift.id, to: morning({ slotMinutes: 10 }) })
    // two doctors, fourteen days and what is left of today
    expect(found.added.count).toBeGreaterThanOrEqual(2 * 14 * 24)
    expect(found.added.items).toHaveLength(200)
    const instants = found.added.items.map(({ startsAt }) => startsAt)
    expect(instants).toEqual(instants.toSorted())
    expect(found.removed.count).toBeGreaterThanOrEqual(2 * 14 * 8 - 1)
    expect(found.removed.items).toHaveLength(200)
    expect(found.displaced.count).toBe(1)
    expect(await everything()).toBe(before)
  })

  test.each<[string, () => Promise<unknown>]>([
    ['a closure', async () => ({ change: 'closure', to: { firstDay: day, lastDay: day } })],
    [
      'a shift removed from a doctor',
      async () => {
        const { rows } = await clinic.database.query('select id from doctor_shift where doctor_id = $1', [
          ben,
        ])
        return { change: 'assignment', doctor: ben, id: rows[0]?.['id'], to: null }
      },
    ],
    [
      'a doctor who leaves',
      async () => {
        const form = { name: 'Ben Okri', specialty: 'family-medicine', languages: ['en'] }
        return { change: 'doctor', id: ben, to: { ...form, active: false }, withdraw: true }
      },
    ],
  ])('of %s', async (_, change) => {
    const before = await everything()
    const found = await preview(await change())
    expect(found.displaced.items).toMatchObject([{ id: visit.id }])
    expect(found.removed.count).toBeGreaterThanOrEqual(7)
    expect(await everything()).toBe(before)
  })

  test('tells exactly what saving then does', async () => {
    const to = {
      date: await dayFromToday(clinic, 8),
      hours: [{ from: '07:00', until: '09:00' }],
      slotMinutes: 20,
      capacity: 1,
    }
    const found = await preview({ change: 'override', doctor: ben, to })
    const { calendar, id } = await overrides.create(clinic, admin(), { doctor: ben }, to)
    const told = { added: found.added.count, removed: found.removed.count, displaced: found.displaced.count }
    expect({ ...told, restored: found.restored }).toEqual(calendar)
    expect(calendar).toMatchObject({ added: 6, removed: 8 })
    const back = await preview({ change: 'override', doctor: ben, id, to: null })
    expect([back.added.count, back.removed.count]).toEqual([8, 6])
  })

  test('refuses what saving would refuse, to whom it would', async () => {
    const noShift: Proposal = { change: 'shift', id: shift.id, to: null }
    expect(await refusalOf(preview(noShift))).toEqual({ code: 'in-use', facts: { by: 'assignments' } })
    expect((await refusalOf(preview(noShift, aMember(clinic, 'staff')))).code).toBe('not-allowed')
    const mine = { change: 'override', doctor: ben, to: { date: day, hours: [] } }
    expect((await preview(mine, aDoctor(clinic, ben))).displaced.count).toBe(1)
    const ada = await doctorNamed(clinic, 'Ada Byron')
    expect((await refusalOf(preview(mine, aDoctor(clinic, ada)))).code).toBe('not-found')
    expect((await refusalOf(preview(noShift, aDoctor(clinic, ben)))).code).toBe('not-allowed')
  })

  test('of nothing is not understood', () => {
    expect(proposal.safeParse({ change: 'closure', to: null }).error?.issues).toMatchObject([
      { path: ['to'] },
    ])
  })
})

test('of a change that a preview has seen, the version is still the one to name', async () => {
  await preview({ change: 'shift', id: shift.id, to: morning({ capacity: 2 }) })
  const at = { place: {}, id: shift.id, seenVersion: shift.version }
  const edited = await shifts.edit(clinic, admin(), at, morning({ capacity: 2 }))
  expect(edited.version).toBe(shift.version + 1)
})
