import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancelAppointment } from '../appointments/index.ts'
import { aDoctor, doctorNamed } from '../testing/a-doctor.ts'
import { bookFirst } from '../testing/book-first.ts'
import { dayFromToday } from '../testing/calendar-of.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { closures, listDisplaced } from './index.ts'

let clinic: TestClinic
let ben: string
const booked: string[] = []
beforeAll(async () => {
  clinic = await openTestClinic()
  ben = await doctorNamed(clinic, 'Ben Okri')
  const [firstDay, lastDay] = [await dayFromToday(clinic, 3), await dayFromToday(clinic, 4)]
  for (const day of [lastDay, firstDay, firstDay]) booked.push((await bookFirst(clinic, ben, day)).id)
  await closures.create(clinic, aMember(clinic, 'clinic_admin'), {}, { firstDay, lastDay })
})
afterAll(() => clinic[Symbol.asyncDispose]())

const list = (limit: number, cursor?: string) =>
  listDisplaced(clinic, aMember(clinic, 'staff'), { limit, cursor })

describe('the displaced', () => {
  test('are listed page by page, earliest first, with what the desk needs', async () => {
    const first = await list(2)
    const second = await list(2, first.next)
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(
      booked.slice(1).concat(booked[0] ?? ''),
    )
    expect(second.next).toBeUndefined()
    expect(first.items[0]).toMatchObject({
      status: 'booked',
      doctor: { id: ben, name: 'Ben Okri' },
      visitType: { code: 'consultation' },
      localTime: '08:00',
      version: 2,
    })
  })

  test('are told nothing: their history says so, and waits for staff', async () => {
    const { rows } = await clinic.database.query(
      'select type, actor from appointment_event where appointment_id = $1 order by at, id',
      [booked[1]],
    )
    expect(rows).toEqual([
      { type: 'booked', actor: expect.stringMatching(/^account:/) },
      { type: 'displaced', actor: expect.stringMatching(/^account:/) },
    ])
  })

  test('are off the list once they are cancelled', async () => {
    await cancelAppointment(clinic, aMember(clinic, 'staff'), booked[1] ?? '', 2)
    expect((await list(10)).items.map(({ id }) => id)).toEqual([booked[2], booked[0]])
  })

  test('are for the desk only', async () => {
    const codeFor = async (actor: Parameters<typeof listDisplaced>[1]) =>
      (await refusalOf(listDisplaced(clinic, actor, { limit: 1 }))).code
    expect(await codeFor(aDoctor(clinic, ben))).toBe('not-allowed')
    expect(await codeFor(aPatient())).toBe('not-allowed')
    const { facts } = await refusalOf(list(1, 'made-up'))
    expect(facts['issues']).toMatchObject([{ pointer: 'cursor' }])
  })
})

test('an edit that waits for a long change of the calendar gives up and says when to come again', async () => {
  await clinic.owner.transaction(async (other) => {
    await other.query('select lock_calendar()')
    const day = { firstDay: '2035-01-01', lastDay: '2035-01-01' }
    const waiting = closures.create(clinic, aMember(clinic, 'clinic_admin'), {}, day)
    expect((await refusalOf(waiting)).code).toBe('clinic-unavailable')
  })
})
