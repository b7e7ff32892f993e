import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancelAppointment, showHistory } from '../appointments/index.ts'
import { listFreeSlots } from '../availability/index.ts'
import { closures } from '../calendar/index.ts'
import { doctorNamed } from '../testing/a-doctor.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, type SlotRow, slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
let doctorId: string
let patientId: string
const patient = aPatient()
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 60 } })
  verbs = verbsOf(clinic)
  doctorId = await doctorNamed(clinic, 'Ben Okri')
  const [slot] = await slotsOfDay(clinic, 'Ben Okri', 1)
  patientId = (await verbs.book(slot?.id ?? '', patient)).patientId
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
const aMorning = async (doctor = 'Ben Okri') =>
  (await slotsOfDay(clinic, doctor, aDay())) as [SlotRow, SlotRow]
const minutesAfter = (slot: SlotRow, minutes: number) =>
  new Date(Date.parse(slot.startsAt) + minutes * 60_000).toISOString()
const override = (startsAt: string, over = {}) => verbs.override({ doctorId, startsAt, patientId, ...over })
const isListed = async (slot: SlotRow) => {
  const { items } = await listFreeSlots(
    clinic,
    { kind: 'anonymous' },
    { from: slot.day, to: slot.day, limit: 99 },
  )
  return items.some(({ id }) => id === slot.id)
}
const beyond = async (id: string) => (await showHistory(clinic, patient, id))[0]?.facts

describe('the clinic’s admin books beyond the rules', () => {
  test('a walk-in at an odd minute, without a slot, and nobody else gets that time', async () => {
    const [first, second] = await aMorning()
    const walkIn = await override(minutesAfter(first, 7))
    expect(walkIn).toMatchObject({ status: 'booked', startsAt: minutesAfter(first, 7), version: 1 })
    expect(await beyond(walkIn.id)).toEqual({ override: true, beyond: 'no-slot' })
    expect([await isListed(first), await isListed(second)]).toEqual([false, false])
    expect((await refusalOf(verbs.book(second.id))).code).toBe('slot-taken')
    await cancelAppointment(clinic, patient, walkIn.id, 1)
    expect([await isListed(first), await isListed(second)]).toEqual([true, true])
  })

  test('a walk-in beside a visit: what it takes of the next time is taken, and stays so when the first leaves', async () => {
    const [first, second] = await aMorning()
    const [before, desk] = [await verbs.book(first.id), aMember(clinic, 'staff')]
    const walkIn = await override(minutesAfter(first, 15))
    expect(await isListed(second)).toBe(false)
    await cancelAppointment(clinic, desk, before.id, 1)
    expect([await isListed(first), await isListed(second)]).toEqual([false, false])
    const again = await override(first.startsAt)
    await cancelAppointment(clinic, desk, walkIn.id, 1)
    expect([await isListed(first), await isListed(second)]).toEqual([false, true])
    await cancelAppointment(clinic, desk, again.id, 1)
    expect(await isListed(first)).toBe(true)
  })

  test('a full slot: counted apart, and no place opens when the first leaves', async () => {
    const [slot] = await aMorning()
    const first = await verbs.book(slot.id)
    const second = await override(slot.startsAt)
    const third = await override(slot.startsAt)
    expect(await beyond(second.id)).toEqual({ override: true, beyond: 'taken' })
    expect(await slotNow(clinic, slot.id)).toMatchObject({ taken: 1, overbooked: 2 })
    const desk = aMember(clinic, 'staff')
    await cancelAppointment(clinic, desk, first.id, 1)
    expect(await slotNow(clinic, slot.id)).toMatchObject({ taken: 0, overbooked: 2 })
    expect(await isListed(slot)).toBe(false)
    expect((await refusalOf(verbs.book(slot.id))).code).toBe('slot-taken')
    await cancelAppointment(clinic, desk, second.id, 1)
    expect(await isListed(slot)).toBe(false)
    await cancelAppointment(clinic, desk, third.id, 1)
    expect([await isListed(slot), (await slotNow(clinic, slot.id)).overbooked]).toEqual([true, 0])
    const { rows } = await clinic.owner.query('select from doctor_time where occupied && tstzrange($1, $2)', [
      slot.startsAt,
      minutesAfter(slot, 30),
    ])
    expect(rows).toEqual([])
  })

  test('a full group, in a seat of their own', async () => {
    const session = (await aMorning('Ada Byron')).at(-1) as SlotRow
    const ada = await doctorNamed(clinic, 'Ada Byron')
    const three = [await verbs.book(session.id), await verbs.book(session.id), await verbs.book(session.id)]
    const more = [1, 2].map(() => override(session.startsAt, { doctorId: ada }))
    await Promise.all(more)
    const { rows } = await clinic.database.query(
      'select seat, overbooked from appointment_slot where slot_id = $1 order by seat',
      [session.id],
    )
    expect(rows.map(({ seat, overbooked }) => [seat, overbooked])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, true],
      [5, true],
    ])
    const desk = aMember(clinic, 'staff')
    for (const { id } of three.slice(0, 2)) await cancelAppointment(clinic, desk, id, 1)
    expect([await isListed(session), (await slotNow(clinic, session.id)).taken]).toEqual([false, 1])
    await cancelAppointment(clinic, desk, three[2]?.id ?? '', 1)
    expect(await isListed(session)).toBe(true)
    expect((await verbs.book(session.id)).status).toBe('booked')
    expect((await refusalOf(verbs.book(session.id))).code).toBe('slot-taken')
  })

  test('what is free already, as anybody would, and at short notice', async () => {
    const [slot, next] = await aMorning()
    expect(await beyond((await override(slot.startsAt)).id)).toEqual({ override: true, beyond: 'nothing' })
    expect(await slotNow(clinic, slot.id)).toMatchObject({ taken: 1, overbooked: 0 })
    await clinic.owner.query('update clinic_profile set minimum_notice_minutes = 43200 * 3')
    const hasty = await override(next.startsAt)
    await clinic.owner.query('update clinic_profile set minimum_notice_minutes = 60')
    expect(await beyond(hasty.id)).toMatchObject({ beyond: 'minimum-notice' })
  })

  test('a time that was withdrawn, and one that is held', async () => {
    const [slot, next] = await aMorning()
    const held = await verbs.hold(next.id)
    expect(await beyond((await override(next.startsAt)).id)).toMatchObject({ beyond: 'taken' })
    await letLapse(clinic, held.id)
    expect(await isListed(next)).toBe(false)
    const closed = { firstDay: slot.day, lastDay: slot.day }
    await closures.create(clinic, aMember(clinic, 'clinic_admin'), {}, closed)
    expect((await override(slot.startsAt)).status).toBe('booked')
  })

  test('with the reason and the justification sealed, for nobody to read in the database', async () => {
    const [slot] = await aMorning()
    const booked = await override(slot.startsAt, { reason: 'a cough', justification: 'came in bleeding' })
    expect(booked.reason).toBe('a cough')
    const { rows } = await clinic.owner.query<{ text: string; justification: Buffer }>(
      `select a::text || e::text || k::text as text, a.sealed_justification as justification
       from appointment a join appointment_event e on e.appointment_id = a.id cross join idempotency_key k
       where a.id = $1`,
      [booked.id],
    )
    const text = rows.map((row) => row.text).join()
    for (const word of ['bleeding', 'cough']) {
      expect(text).not.toContain(word)
      expect(text).not.toContain(Buffer.from(word).toString('hex'))
    }
    const { rows: keys } = await clinic.owner.query<{ key: Buffer }>(
      'select wrapped_key as key from known_patient where patient_id = $1',
      [patientId],
    )
    const own = clinic.vault.unwrap(keys[0]?.key ?? Buffer.alloc(0), patientId)
    expect(own.open(rows[0]?.justification ?? Buffer.alloc(0), 'appointment.justification')).toBe(
      'came in bleeding',
    )
  })

  test('once under one key', async () => {
    const [[slot], key, admin] = [await aMorning(), verbs.context(), aMember(clinic, 'clinic_admin')]
    const request = { doctorId, startsAt: slot.startsAt, patientId }
    const replies = await Promise.all([1, 2, 3].map(() => verbs.override(request, admin, key)))
    expect(replies).toEqual(Array(3).fill(replies[0]))
    const misused = verbs.override(request, admin, { ...key, fingerprint: 'ab' })
    expect((await refusalOf(misused)).code).toBe('idempotency-mismatch')
    expect(await slotNow(clinic, slot.id)).toMatchObject({ taken: 1, overbooked: 0 })
  })
})
