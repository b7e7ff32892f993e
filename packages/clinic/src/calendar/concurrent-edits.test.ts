import { isRefusal } from '@polyclinic/contract'
import { anonymous } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFreeSlots } from '../availability/index.ts'
import { bookAppointment } from '../booking/index.ts'
import { Shift } from '../entities/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { doctorNamed } from '../testing/a-doctor.ts'
import { dayFromToday } from '../testing/calendar-of.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { assignments, overrides, previewChange, shifts } from './index.ts'

let clinic: TestClinic
let ben: string
let ada: string
beforeAll(async () => {
  clinic = await openTestClinic()
  ben = await doctorNamed(clinic, 'Ben Okri')
  ada = await doctorNamed(clinic, 'Ada Byron')
})
afterAll(() => clinic[Symbol.asyncDispose]())

const admin = () => aMember(clinic, 'clinic_admin')
const codesOf = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((one) => {
    if (one.status === 'fulfilled') return []
    return [isRefusal(one.reason) ? one.reason.code : String(one.reason)]
  })

describe('several at once', () => {
  test('who change one shift: one is heard, the others get what it has become', async () => {
    const { id, version } = await clinic.unitOfWork().findOneOrFail(Shift, { code: 'morning' })
    const form = { code: 'morning', from: '08:00', until: '12:00', slotMinutes: 30, capacity: 1 }
    const at = { place: {}, id, seenVersion: version }
    const outcomes = await Promise.allSettled(
      ['First', 'Second', 'Third', 'Fourth'].map((name) =>
        shifts.edit(clinic, admin(), at, { ...form, name }),
      ),
    )
    const stands = await shifts.show(clinic, admin(), {}, id)
    expect(stands.version).toBe(version + 1)
    const heard = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.name] : []))
    expect(heard).toEqual([stands.name])
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused.map(({ code, facts }) => [code, facts.current])).toEqual(
      refused.map(() => ['version-mismatch', stands]),
    )
  })

  test('who give a doctor two shifts that meet: only one does', async () => {
    const hours = { from: '13:00', until: '15:00', slotMinutes: 60, capacity: 1 }
    const made = await Promise.all(
      ['one', 'two', 'three'].map((code) =>
        shifts.create(clinic, admin(), {}, { ...hours, code, name: code }),
      ),
    )
    const outcomes = await Promise.allSettled(
      made.map(({ id }) =>
        assignments.create(clinic, admin(), { doctor: ben }, { shift: id, weekdays: ['tuesday'] }),
      ),
    )
    expect(codesOf(outcomes)).toEqual(['invalid-request', 'invalid-request'])
  })

  test('who edit and try the calendar of a doctor whom patients book: nobody waits for another for ever, and nobody is lost', async () => {
    const [day, later] = [await dayFromToday(clinic, 4), await dayFromToday(clinic, 300)]
    const search = { from: day, to: day, limit: 500 }
    const { items } = await listFreeSlots(clinic, anonymous, search)
    const book = (visitType: string) => async (slotId: string) =>
      bookAppointment(clinic, aPatient(), { slotId, visitType }, bookingContext(clinic))
    const ids = items.map(({ id }) => id)
    const hours = [{ from: '08:00', until: '10:00' }]
    const half = { date: day, hours, slotMinutes: 30, capacity: 2 }
    const outcomes = await Promise.allSettled([
      ...ids.map(book('consultation')),
      overrides.create(clinic, admin(), { doctor: ben }, half),
      ...ids.map(book('long-visit')),
      overrides.create(clinic, admin(), { doctor: ada }, { ...half, hours: [] }),
      ...ids.map((_, index) =>
        previewChange(clinic, admin(), {
          change: 'closure',
          to: { firstDay: day, lastDay: index % 2 ? day : later },
        }),
      ),
    ])
    // on a machine that is busy some are told to come again, and nothing of them is there
    const expected = ['slot-taken', 'outside-policy', 'not-found', 'slot-version-mismatch']
    const others = codesOf(outcomes).filter((code) => !expected.includes(code))
    expect(others.filter((code) => !/try again in \d s/.test(code))).toEqual([])
    const { rows } = await clinic.database.query(
      `select a.reference from appointment a
       where a.local_date = $1 and (a.displaced_at is null) <> (
         select bool_and(s.state = 'open') from appointment_slot x join slot s on s.id = x.slot_id
         where x.appointment_id = a.id)`,
      [day],
    )
    expect(rows, 'who is displaced has a slot that is withdrawn, and nobody else').toEqual([])
    const { rows: overfull } = await clinic.database.query(
      `select s.id from slot s where s.taken <> (select count(*) from appointment_slot x where x.slot_id = s.id)`,
    )
    expect(overfull).toEqual([])
  })
})
