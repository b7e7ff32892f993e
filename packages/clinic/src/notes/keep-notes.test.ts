import { randomUUID } from 'node:crypto'
import type { Appointment } from '@polyclinic/contract'
import { type Actor, anonymous } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAppointments, showAppointment, showHistory } from '../appointments/index.ts'
import { listFreeSlots, showCalendar } from '../availability/index.ts'
import { bookAppointment } from '../booking/index.ts'
import { aDoctor, doctorNamed } from '../testing/a-doctor.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { keepNotes, showNotes } from './index.ts'

let clinic: TestClinic
let ada: Actor
let ben: Actor
let adasId: string
beforeAll(async () => {
  clinic = await openTestClinic()
  adasId = await doctorNamed(clinic, 'Ada Byron')
  ada = aDoctor(clinic, adasId)
  ben = aDoctor(clinic, await doctorNamed(clinic, 'Ben Okri'))
})
afterAll(() => clinic[Symbol.asyncDispose]())

const patient = aPatient()
/** A visit to Ada. @param away with the control plane away: the clinic has no key of the patient */
async function aVisit({ away = false, who = patient } = {}): Promise<Appointment> {
  const { items } = await listFreeSlots(clinic, anonymous, { limit: 1, doctor: [adasId] })
  const request = { slotId: items[0]?.id ?? '', visitType: 'consultation' }
  const context = bookingContext(clinic, away ? { introduce: async () => ({}) } : {})
  return bookAppointment(clinic, who, request, context)
}
const keep = (visit: { id: string }, text: string, seen = 0, by = ada) =>
  keepNotes(clinic, by, visit.id, { text }, seen)
const secret = 'Suspects a fracture of the scaphoid'

describe('notes about a visit', () => {
  test('are written, read and written over by its doctor, under a version of their own', async () => {
    const visit = await aVisit()
    expect(await showNotes(clinic, ada, visit.id)).toEqual({ version: 0 })
    const first = await keep(visit, secret)
    expect(first).toEqual({ text: secret, version: 1, updatedAt: expect.any(String) })
    expect(await showNotes(clinic, ada, visit.id)).toEqual(first)
    expect(await keep(visit, 'It was a sprain', 1)).toMatchObject({ text: 'It was a sprain', version: 2 })
    expect((await showAppointment(clinic, patient, visit.id)).version).toBe(visit.version)
  })

  test('are not there for anybody else: refused by role, or as if there were no such visit', async () => {
    const visit = await aVisit()
    await keep(visit, secret)
    const others = [patient, aPatient(), aMember(clinic, 'staff'), aMember(clinic, 'clinic_admin')]
    for (const other of [...others, aDoctor({ ...clinic, id: randomUUID() }, adasId)]) {
      expect((await refusalOf(showNotes(clinic, other, visit.id))).code).toBe('not-allowed')
      expect((await refusalOf(keep(visit, 'x', 1, other))).code).toBe('not-allowed')
    }
    const absent = { id: randomUUID() }
    expect(await refusalOf(showNotes(clinic, ben, visit.id))).toEqual(
      await refusalOf(showNotes(clinic, ben, absent.id)),
    )
    expect(await refusalOf(keep(visit, 'x', 1, ben))).toEqual(await refusalOf(keep(absent, 'x', 1, ben)))
    expect((await refusalOf(showNotes(clinic, ben, visit.id))).code).toBe('not-found')
    expect((await showNotes(clinic, ada, visit.id)).text).toBe(secret)
  })

  test('stand in no list, no history and no calendar, and nobody reads them in the database', async () => {
    const visit = await aVisit()
    await keep(visit, secret)
    const desk = aMember(clinic, 'staff')
    const day = { from: visit.localDate, to: visit.localDate }
    const seen = await Promise.all([
      showAppointment(clinic, ada, visit.id),
      showHistory(clinic, ada, visit.id),
      listAppointments(clinic, desk, { limit: 50 }),
      showCalendar(clinic, desk, day),
    ])
    expect(JSON.stringify(seen)).not.toContain('scaphoid')
    const { rows } = await clinic.owner.query<{ sealed: Buffer }>(
      'select sealed_text as sealed from appointment_note where appointment_id = $1',
      [visit.id],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.sealed.toString('latin1')).not.toContain('scaphoid')
  })

  test('written by an old view are refused with those that stand, and of several at once one is kept', async () => {
    const visit = await aVisit()
    const outcomes = await Promise.allSettled(['one', 'two', 'three'].map((text) => keep(visit, text)))
    const current = await showNotes(clinic, ada, visit.id)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(current.version).toBe(1)
    const stale = { code: 'version-mismatch', facts: { current } }
    expect(await refusalOf(keep(visit, 'late', 0))).toEqual(stale)
    expect(await refusalOf(keep(visit, 'late', 7))).toEqual(stale)
  })

  test('are refused while there is no key to seal them with', async () => {
    const visit = await aVisit({ away: true, who: aPatient() })
    expect((await refusalOf(keep(visit, secret))).code).toBe('service-unavailable')
    expect(await showNotes(clinic, ada, visit.id)).toEqual({ version: 0 })
  })

  test('of a patient whose key is destroyed open for nobody', async () => {
    const erased = aPatient()
    const visit = await aVisit({ who: erased })
    await keep(visit, secret)
    const statement = `update known_patient set wrapped_key = null, sealed_name = null, sealed_contact = null,
      state = 'erased' where patient_id = $1`
    await clinic.owner.query(statement, [erased.patientId])
    const { text, version } = await showNotes(clinic, ada, visit.id)
    expect([text, version]).toEqual([undefined, 1])
    expect((await refusalOf(keep(visit, 'x', 1))).code).toBe('service-unavailable')
  })

  test('are on the record with each reading and writing that took place', async () => {
    const visit = await aVisit()
    await keep(visit, secret)
    await showNotes(clinic, ada, visit.id)
    await refusalOf(showNotes(clinic, ben, visit.id))
    const { rows } = await clinic.database.query(
      `select kind, purpose, capacity, patient_id as patient from audit_entry
       where object_type = 'visit-notes' and object_id = $1 order by id`,
      [visit.id],
    )
    const entry = { purpose: 'note.keep', capacity: 'doctor', patient: patient.patientId }
    expect(rows).toEqual([
      { kind: 'write', ...entry },
      { kind: 'read', ...entry },
    ])
  })
})
