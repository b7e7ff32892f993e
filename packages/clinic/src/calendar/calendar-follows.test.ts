import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Shift } from '../entities/index.ts'
import { editPolicy, showPolicy } from '../profile/index.ts'
import { doctorNamed } from '../testing/a-doctor.ts'
import { bookFirst } from '../testing/book-first.ts'
import { calendarOf, dayFromToday } from '../testing/calendar-of.ts'
import { aMember, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { assignments, closures, listDisplaced, overrides, shifts } from './index.ts'

let clinic: TestClinic
let ada: string
let ben: string
beforeAll(async () => {
  clinic = await openTestClinic()
  ada = await doctorNamed(clinic, 'Ada Byron')
  ben = await doctorNamed(clinic, 'Ben Okri')
})
afterAll(() => clinic[Symbol.asyncDispose]())

const admin = () => aMember(clinic, 'clinic_admin')
const day = (days: number) => dayFromToday(clinic, days)
const countOf = async (doctor: string, on: string) => (await calendarOf(clinic, doctor, on)).length
const displaced = async () => (await listDisplaced(clinic, admin(), { limit: 50 })).items
const slotsOf = async (doctor: string) =>
  (await clinic.database.query('select *, xmin from slot where doctor_id = $1 order by id', [doctor])).rows
const off = { hours: [], slotMinutes: 30, capacity: 1 }

describe('the calendar follows at once', () => {
  test('a shift that lasts longer, for all who work it', async () => {
    const on = await day(3)
    const { id, version } = await clinic.unitOfWork().findOneOrFail(Shift, { code: 'morning' })
    const before = await countOf(ben, on)
    const morning = {
      code: 'morning',
      name: 'Morning',
      from: '08:00',
      until: '12:30',
      slotMinutes: 30,
      capacity: 1,
    }
    const { calendar } = await shifts.edit(clinic, admin(), { place: {}, id, seenVersion: version }, morning)
    expect(calendar).toMatchObject({ removed: 0, displaced: 0, restored: 0 })
    expect(calendar?.added).toBeGreaterThanOrEqual(2 * 14)
    expect(await countOf(ben, on)).toBe(before + 1)
    expect((await calendarOf(clinic, ada, on)).join()).toContain('12:00–12:30 ×1')
  })

  test('a shift that holds more', async () => {
    const { id, version } = await clinic.unitOfWork().findOneOrFail(Shift, { code: 'group' })
    const group = {
      code: 'group',
      name: 'Group',
      from: '18:00',
      until: '19:00',
      slotMinutes: 60,
      capacity: 5,
    }
    await shifts.edit(clinic, admin(), { place: {}, id, seenVersion: version }, group)
    expect((await calendarOf(clinic, ada, await day(3))).at(-1)).toMatch(/18:00–19:00 ×5$/)
  })

  test('a shift that nobody works, by nothing', async () => {
    const noon = { code: 'noon', name: 'Noon', from: '12:30', until: '14:30', slotMinutes: 30, capacity: 1 }
    const { calendar } = await shifts.create(clinic, admin(), {}, noon)
    expect(calendar).toEqual({ added: 0, removed: 0, displaced: 0, restored: 0 })
  })

  test('a shift that a doctor takes up for some days, and leaves', async () => {
    const { id: shift } = await clinic.unitOfWork().findOneOrFail(Shift, { code: 'noon' })
    const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
    const form = { shift, weekdays: [...weekdays], validFrom: await day(4), validUntil: await day(5) }
    const made = await assignments.create(clinic, admin(), { doctor: ben }, form)
    expect(made.calendar).toMatchObject({ added: 8, removed: 0 })
    const at = { place: { doctor: ben }, id: made.id, seenVersion: 1 }
    const shorter = await assignments.edit(clinic, admin(), at, { ...form, validUntil: form.validFrom })
    expect(shorter.calendar).toMatchObject({ added: 0, removed: 4 })
    await assignments.remove(clinic, admin(), { ...at, seenVersion: 2 })
    expect((await calendarOf(clinic, ben, form.validFrom)).join()).not.toContain('13:00')
  })

  test('a day off: what is free goes, who is booked is displaced; and back again', async () => {
    const on = await day(6)
    const [before, others] = [await calendarOf(clinic, ben, on), await slotsOf(ada)]
    const visit = await bookFirst(clinic, ben, on)
    const made = await overrides.create(clinic, admin(), { doctor: ben }, { date: on, ...off })
    expect(made.calendar).toEqual({ added: 0, removed: before.length - 1, displaced: 1, restored: 0 })
    expect(await calendarOf(clinic, ben, on)).toEqual([])
    expect(await displaced()).toMatchObject([
      {
        id: visit.id,
        reference: visit.reference,
        localDate: on,
        localTime: '08:00',
        timeZone: 'Europe/Berlin',
      },
    ])
    await overrides.remove(clinic, admin(), { place: { doctor: ben }, id: made.id, seenVersion: 1 })
    expect(await calendarOf(clinic, ben, on)).toEqual(before)
    expect(await displaced()).toEqual([])
    expect(await slotsOf(ada), 'nothing of another doctor is written').toEqual(others)
  })

  test("a doctor's own hours, several in a day and into the night, that move to another day", async () => {
    const [first, second, after] = [await day(7), await day(9), await day(10)]
    const hours = [
      { from: '14:00', until: '15:00' },
      { from: '23:00', until: '01:00' },
    ]
    const [plain, plainAfter] = [await calendarOf(clinic, ben, first), await countOf(ben, after)]
    const form = { date: first, hours, slotMinutes: 60, capacity: 2 }
    const made = await overrides.create(clinic, admin(), { doctor: ben }, form)
    expect((await calendarOf(clinic, ben, first)).map((slot) => slot.slice(6))).toEqual([
      '14:00–15:00 ×2',
      '23:00–00:00 ×2',
    ])
    const at = { place: { doctor: ben }, id: made.id, seenVersion: 1 }
    await overrides.edit(clinic, admin(), at, { ...form, date: second })
    expect(await calendarOf(clinic, ben, first)).toEqual(plain)
    expect(await countOf(ben, second)).toBe(2)
    expect(await countOf(ben, after)).toBe(plainAfter + 1)
    await overrides.remove(clinic, admin(), { ...at, seenVersion: 2 })
    expect(await countOf(ben, after)).toBe(plainAfter)
  })

  test('days on which the clinic is closed, and their end', async () => {
    const [firstDay, lastDay, after] = [await day(11), await day(12), await day(13)]
    const before = [await countOf(ada, firstDay), await countOf(ben, lastDay), await countOf(ben, after)]
    const made = await closures.create(clinic, admin(), {}, { firstDay, lastDay })
    expect(await Promise.all([countOf(ada, firstDay), countOf(ben, lastDay)])).toEqual([0, 0])
    expect(await countOf(ben, after)).toBe(before[2])
    await closures.remove(clinic, admin(), { place: {}, id: made.id, seenVersion: 1 })
    expect([await countOf(ada, firstDay), await countOf(ben, lastDay), await countOf(ben, after)]).toEqual(
      before,
    )
  })

  test('a farther horizon; and beyond one that came nearer what was made is still kept right', async () => {
    const [far, rules] = [await day(20), await showPolicy(clinic, admin())]
    expect(await countOf(ben, far)).toBe(0)
    const farther = await editPolicy(clinic, admin(), { horizonDays: 21 }, rules.version)
    const before = await countOf(ben, far)
    expect(before).toBeGreaterThan(0)
    await editPolicy(clinic, admin(), { horizonDays: 5 }, farther.version)
    await closures.create(clinic, admin(), {}, { firstDay: far, lastDay: far })
    expect(await countOf(ben, far)).toBe(0)
  })
})
