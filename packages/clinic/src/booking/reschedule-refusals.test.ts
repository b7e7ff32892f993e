import { randomUUID } from 'node:crypto'
import type { FreeSlot } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arrive, cancelAppointment } from '../appointments/index.ts'
import { footprint } from '../testing/footprint.ts'
import { aMember, aPatient, openTestClinic, type TestClinic, visitType } from '../testing/open-test-clinic.ts'
import { letBegin } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
beforeAll(async () => {
  const visitTypes = [visitType('consultation', 30), visitType('long-visit', 60)]
  clinic = await openTestClinic({ policy: { horizonDays: 60 }, staffing: { visitTypes } })
  verbs = verbsOf(clinic)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
async function arranged() {
  const [from, to, next] = await slotsOfDay(clinic, 'Ben Okri', aDay())
  if (!from || !to || !next) throw new Error('a morning is longer')
  const patient = aPatient()
  return { from, to, next, patient, appointment: await verbs.book(from.id, patient) }
}
const policy = (set: string) => clinic.owner.query(`update clinic_profile set ${set}`)
/** The refusal of an attempt that changed nothing at all. */
async function refusedWhole(attempt: () => Promise<unknown>) {
  const before = await footprint(clinic)
  const refusal = await refusalOf(attempt())
  expect(await footprint(clinic)).toEqual(before)
  return refusal
}

describe('a move is refused, and all is as it was,', () => {
  test('to a time that is taken or held, with what is free instead', async () => {
    const { to, next, patient, appointment } = await arranged()
    await verbs.book(to.id)
    const held = await verbs.hold(next.id)
    const takenBy = await refusedWhole(() => verbs.move(appointment, to.id, patient))
    expect([takenBy.code, (takenBy.facts['alternatives'] as FreeSlot[]).length]).toEqual(['slot-taken', 3])
    const heldBy = await refusedWhole(() => verbs.move(appointment, next.id, patient))
    expect(heldBy).toMatchObject({ code: 'slot-held', facts: { until: held.expiresAt } })
  })

  test('of a long visit to where only its first slot is free', async () => {
    const [first, second, third, fourth] = await slotsOfDay(clinic, 'Ben Okri', aDay())
    const patient = aPatient()
    const long = await verbs.book(first?.id ?? '', patient, { visitType: 'long-visit' })
    await verbs.book(fourth?.id ?? '')
    expect((await refusedWhole(() => verbs.move(long, third?.id ?? '', patient))).code).toBe('slot-taken')
    expect((await verbs.move(long, second?.id ?? '', patient)).version).toBe(2)
  })

  test('to a time that is past, for the desk as well', async () => {
    const { to, patient, appointment } = await arranged()
    await clinic.owner.query(
      `update slot set starts_at = now() - interval '1 hour', ends_at = now() - interval '30 minutes' where id = $1`,
      [to.id],
    )
    for (const who of [patient, aMember(clinic, 'staff')]) {
      const { facts } = await refusedWhole(() => verbs.move(appointment, to.id, who))
      expect(facts).toEqual({ rule: 'past', limit: 0 })
    }
  })

  test('to a slot that is not this clinic’s', async () => {
    const { patient, appointment } = await arranged()
    expect((await refusedWhole(() => verbs.move(appointment, randomUUID(), patient))).code).toBe('not-found')
  })

  test('by an old view of the appointment or of the slot, with how it is now', async () => {
    const { to, patient, appointment } = await arranged()
    const stale = await refusedWhole(() => verbs.move({ ...appointment, version: 7 }, to.id, patient))
    expect(stale).toEqual({ code: 'version-mismatch', facts: { current: appointment } })
    const staleSlot = await refusedWhole(() => verbs.move(appointment, to.id, patient, 99))
    expect(staleSlot).toMatchObject({
      code: 'slot-version-mismatch',
      facts: { current: { id: to.id, version: 1, free: 1 } },
    })
    const { version } = await slotNow(clinic, to.id)
    expect((await verbs.move(appointment, to.id, patient, version)).version).toBe(2)
  })

  test('when it is too late for the patient, though not for the desk', async () => {
    const { to, patient, appointment } = await arranged()
    await policy('reschedule_until_minutes = 43200 * 3')
    const late = await refusedWhole(() => verbs.move(appointment, to.id, patient))
    const moved = await verbs.move(appointment, to.id, aMember(clinic, 'staff'))
    await policy('reschedule_until_minutes = 0')
    expect(late).toEqual({ code: 'outside-policy', facts: { rule: 'reschedule-until', limit: 129_600 } })
    expect(moved.version).toBe(2)
  })

  test('to a time at short notice, though not for the desk', async () => {
    const { to, patient, appointment } = await arranged()
    await policy('minimum_notice_minutes = 43200 * 3')
    const early = await refusedWhole(() => verbs.move(appointment, to.id, patient))
    expect((await verbs.move(appointment, to.id, aMember(clinic, 'staff'))).version).toBe(2)
    await policy('minimum_notice_minutes = 60')
    expect(early.facts).toMatchObject({ rule: 'minimum-notice' })
  })

  test('into another day of the doctor whose quota is used up', async () => {
    const { patient, appointment } = await arranged()
    const [other, next] = await slotsOfDay(clinic, 'Ben Okri', aDay())
    await verbs.book(other?.id ?? '')
    await clinic.owner.query(`update visit_type set daily_quota = 1 where code = 'consultation'`)
    const refused = await refusedWhole(() => verbs.move(appointment, next?.id ?? '', patient))
    await clinic.owner.query('update visit_type set daily_quota = null')
    expect(refused.facts).toEqual({ rule: 'daily-quota', limit: 1 })
  })

  test('for whom it does not concern, as for one that is not there', async () => {
    const { to, appointment } = await arranged()
    const stranger = aPatient()
    const foreign = await refusedWhole(() => verbs.move(appointment, to.id, stranger))
    const absent = await refusedWhole(() => verbs.move({ id: randomUUID(), version: 1 }, to.id, stranger))
    expect([foreign.code, foreign]).toEqual(['not-found', absent])
    const elsewhere = aMember({ id: randomUUID() }, 'clinic_admin')
    expect((await refusedWhole(() => verbs.move(appointment, to.id, elsewhere))).code).toBe('not-allowed')
  })

  test('of what is a hold, cancelled, or arrived', async () => {
    const { to, next, patient, appointment } = await arranged()
    const held = await verbs.hold(to.id, patient)
    expect((await refusedWhole(() => verbs.move(held, next.id, patient))).code).toBe('not-found')
    const cancelled = await cancelAppointment(clinic, patient, appointment.id, 1)
    const refused = await refusedWhole(() => verbs.move(cancelled, next.id, patient))
    expect(refused).toEqual({ code: 'transition-not-allowed', facts: { state: 'cancelled' } })
    const [here, desk] = [await arranged(), aMember(clinic, 'staff')]
    await letBegin(clinic, here.appointment.id, 0)
    const arrived = await arrive(clinic, desk, here.appointment.id, 1)
    expect((await refusedWhole(() => verbs.move(arrived, here.to.id, desk))).facts).toEqual({
      state: 'arrived',
    })
  })

  test('at a suspended clinic', async () => {
    const { to, patient, appointment } = await arranged()
    const suspended = verbsOf({ ...clinic, suspended: true })
    expect((await refusedWhole(() => suspended.move(appointment, to.id, patient))).code).toBe(
      'clinic-suspended',
    )
  })
})
