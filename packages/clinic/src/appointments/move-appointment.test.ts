import type { Appointment } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Clinic } from '../clinic.ts'
import { aDoctor, doctorNamed } from '../testing/a-doctor.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { letBegin } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { arrive, cancelAppointment, confirmAppointment, fulfil, noteNoShow, reinstate } from './index.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
let desk: Actor
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 60, openAppointmentsPerPatient: 1 } })
  verbs = verbsOf(clinic)
  desk = aMember(clinic, 'staff')
})
afterAll(() => clinic[Symbol.asyncDispose]())

type Verb = (clinic: Clinic, actor: Actor, id: string, seen: number) => Promise<Appointment>
const named: Record<string, Verb> = { arrive, confirmAppointment, fulfil, noteNoShow, reinstate }

const aDay = newDays()
const patient = aPatient()
/** @param began so many minutes ago; absent: some day to come */
async function booked(began?: number, by = aPatient()): Promise<Appointment> {
  const [slot] = await slotsOfDay(clinic, 'Ben Okri', aDay())
  const appointment = await verbs.book(slot?.id ?? '', by)
  if (began !== undefined) await letBegin(clinic, appointment.id, began)
  return appointment
}
async function requested(): Promise<Appointment> {
  await clinic.owner.query(`update clinic_profile set confirmation = 'by_staff'`)
  const appointment = await booked()
  await clinic.owner.query(`update clinic_profile set confirmation = 'automatic'`)
  return appointment
}
const eventsOf = async (id: string) =>
  (
    await clinic.database.query<{ type: string }>(
      'select type from appointment_event where appointment_id = $1 order by version',
      [id],
    )
  ).rows.map(({ type }) => type)

describe('what a patient has asked for', () => {
  test('occupies its time, counts to their limit, and is confirmed by the desk', async () => {
    await clinic.owner.query(`update clinic_profile set confirmation = 'by_staff'`)
    const [slot, other] = await slotsOfDay(clinic, 'Ben Okri', aDay())
    const request = await verbs.book(slot?.id ?? '', patient)
    expect(request.status).toBe('pending')
    expect((await refusalOf(verbs.book(slot?.id ?? ''))).code).toBe('slot-taken')
    expect((await refusalOf(verbs.book(other?.id ?? '', patient))).facts).toMatchObject({ limit: 1 })
    await clinic.owner.query(`update clinic_profile set confirmation = 'automatic'`)
    const confirmed = await confirmAppointment(clinic, desk, request.id, 1)
    expect(confirmed).toMatchObject({ status: 'booked', version: 2, confirmedAt: expect.any(String) })
    expect(await eventsOf(request.id)).toEqual(['requested', 'confirmed'])
    const again = await refusalOf(confirmAppointment(clinic, desk, request.id, 2))
    expect(again).toEqual({ code: 'transition-not-allowed', facts: { state: 'booked' } })
  })

  test('can be taken back by its patient, and is then free', async () => {
    const [slot] = await slotsOfDay(clinic, 'Ben Okri', aDay())
    await clinic.owner.query(`update clinic_profile set confirmation = 'by_staff'`)
    const somebody = aPatient()
    const { id } = await verbs.book(slot?.id ?? '', somebody)
    await clinic.owner.query(`update clinic_profile set confirmation = 'automatic'`)
    await cancelAppointment(clinic, somebody, id, 1)
    expect((await slotNow(clinic, slot?.id ?? '')).taken).toBe(0)
  })
})

describe('a visit', () => {
  test('is arrived for and fulfilled, step by step', async () => {
    const { id } = await booked(0)
    expect(await arrive(clinic, desk, id, 1)).toMatchObject({ status: 'arrived', version: 2 })
    expect(await fulfil(clinic, desk, id, 2)).toMatchObject({ status: 'fulfilled', version: 3 })
    expect(await eventsOf(id)).toEqual(['booked', 'arrived', 'fulfilled'])
  })

  test('that nobody came to is noted, and taken back when it was a mistake', async () => {
    const { id } = await booked(5)
    expect((await noteNoShow(clinic, desk, id, 1)).status).toBe('noshow')
    expect((await reinstate(clinic, desk, id, 2)).status).toBe('booked')
    expect((await arrive(clinic, desk, id, 3)).status).toBe('arrived')
    expect((await reinstate(clinic, desk, id, 4)).status).toBe('booked')
    expect(await eventsOf(id)).toEqual(['booked', 'noshow', 'reinstated', 'arrived', 'reinstated'])
  })

  test('is neither arrived for the day before, nor missed or over before it begins', async () => {
    const { id, startsAt } = await booked()
    for (const verb of [arrive, noteNoShow, fulfil]) {
      const refused = await refusalOf(verb(clinic, desk, id, 1))
      expect(refused).toEqual({ code: 'outside-policy', facts: { rule: 'too-early', limit: startsAt } })
    }
    expect(await eventsOf(id)).toEqual(['booked'])
  })

  test('is fulfilled by its own doctor, who checks nobody in, and by no other', async () => {
    const { id } = await booked(5)
    const ben = aDoctor(clinic, await doctorNamed(clinic, 'Ben Okri'))
    const ada = aDoctor(clinic, await doctorNamed(clinic, 'Ada Byron'))
    expect((await refusalOf(arrive(clinic, ben, id, 1))).code).toBe('not-allowed')
    expect((await refusalOf(fulfil(clinic, ada, id, 1))).code).toBe('not-found')
    expect((await fulfil(clinic, ben, id, 1)).status).toBe('fulfilled')
  })

  test('moves under the version that was seen, and once of several at a time', async () => {
    const { id } = await booked(5)
    const stale = await refusalOf(arrive(clinic, desk, id, 9))
    expect([stale.code, stale.facts['current']]).toMatchObject(['version-mismatch', { id, version: 1 }])
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => arrive(clinic, desk, id, 1)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await eventsOf(id)).toEqual(['booked', 'arrived'])
  })
})

test.each([
  ['pending', ['arrive', 'fulfil', 'noteNoShow', 'reinstate']],
  ['booked', ['confirmAppointment', 'reinstate']],
  ['arrived', ['arrive', 'confirmAppointment', 'noteNoShow']],
  ['noshow', ['arrive', 'confirmAppointment', 'noteNoShow', 'fulfil']],
  ['fulfilled', ['arrive', 'confirmAppointment', 'noteNoShow', 'fulfil', 'reinstate']],
  ['cancelled', ['arrive', 'confirmAppointment', 'noteNoShow', 'fulfil', 'reinstate']],
] as const)('from %s there is no way by %j', async (state, verbNames) => {
  const { id } = state === 'pending' ? await requested() : await booked(5)
  const ways = { arrived: arrive, noshow: noteNoShow, fulfilled: fulfil, cancelled: cancelAppointment }
  const way = Object.entries(ways).find(([name]) => name === state)?.[1]
  const { version } = way ? await way(clinic, desk, id, 1) : { version: 1 }
  for (const name of verbNames) {
    const refused = await refusalOf(named[name]?.(clinic, desk, id, version) ?? Promise.resolve())
    expect([name, refused]).toEqual([name, { code: 'transition-not-allowed', facts: { state } }])
  }
})

test.each(Object.keys(named))(
  '%s is nothing for a patient, nor for the desk of another clinic',
  async (name) => {
    const somebody = aPatient()
    const { id } = await booked(5, somebody)
    for (const actor of [somebody, aMember({ id }, 'clinic_admin')]) {
      expect((await refusalOf(named[name]?.(clinic, actor, id, 1) ?? Promise.resolve())).code).toBe(
        'not-allowed',
      )
    }
  },
)
