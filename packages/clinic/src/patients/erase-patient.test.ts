import type { Actor } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkHistories, listAppointments } from '../appointments/index.ts'
import { openWaitingClinic, type WaitingClinic } from '../testing/full-mornings.ts'
import { aMember, aPatient, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { slotsOfDay } from '../testing/slots-of-day.ts'
import { showWaitlistEntry } from '../waitlist/index.ts'
import { admitPatient, blockPatient, erasePatient, eraseRemaining, showKnownPatient } from './index.ts'

let here: WaitingClinic
let clinic: TestClinic
const worker: Actor = { kind: 'system', name: 'worker' }
beforeAll(async () => {
  here = await openWaitingClinic()
  clinic = here.clinic
})
afterAll(() => clinic[Symbol.asyncDispose]())

const introduce = (id: string) => here.verbs.context().introduce(id)
const never = { from: '2190-01-01', to: '2190-01-31' }
const count = async (sql: string, patientId: string) =>
  (await clinic.owner.query<{ count: number }>(sql, [patientId])).rows[0]?.count

describe('an erased patient', () => {
  test('leaves nothing readable behind, and their times pass to who waits', async () => {
    const patient = aPatient()
    // theirs are an appointment with a reason, a hold, an entry of the waitlist, and kept replies
    const [first, second] = await slotsOfDay(clinic, 'Ben Okri', here.aDay())
    const [slotId = '', heldId = '', day = ''] = [first?.id, second?.id, first?.day]
    const theirs = await here.verbs.book(slotId, patient, { reason: 'a rash' })
    await here.verbs.hold(heldId, patient)
    const own = await here.verbs.join(never, patient)
    const waiting = await here.verbs.join({ from: day, to: day, doctors: [first?.doctorId ?? ''] })
    expect(waiting.state).toBe('waiting')

    expect(await erasePatient(clinic, worker, patient.patientId)).toEqual({ erased: true, freed: 2 })

    const { rows } = await clinic.owner.query(
      `select state, num_nonnulls(sealed_name, sealed_contact, wrapped_key, sealed_block_reason) as personal
       from known_patient where patient_id = $1`,
      [patient.patientId],
    )
    expect(rows).toEqual([{ state: 'erased', personal: 0 }])
    const sealed = `select count(*)::integer as count from appointment where patient_id = $1
      and num_nonnulls(sealed_reason, sealed_cancel_reason, sealed_justification) > 0`
    const replies = `select count(*)::integer as count from idempotency_key where reply ->> 'patientId' = $1`
    expect([await count(sealed, patient.patientId), await count(replies, patient.patientId)]).toEqual([0, 0])
    const desk = aMember(clinic, 'staff')
    const { items } = await listAppointments(clinic, desk, { patient: patient.patientId, limit: 10 })
    expect(items.map(({ id, status, reason }) => [id, status, reason])).toEqual([
      [theirs.id, 'cancelled', undefined],
    ])
    expect((await showWaitlistEntry(clinic, desk, own.id)).state).toBe('left')
    // the first of both times that came free went to the one who waits
    expect((await showWaitlistEntry(clinic, desk, waiting.id)).state).toBe('offered')
    const histories = await checkHistories(clinic, worker)
    expect(histories.differences).toEqual([])
  })

  test('cannot book again, with whatever introduction', async () => {
    const patient = aPatient()
    const [first, second] = await slotsOfDay(clinic, 'Ben Okri', here.aDay())
    await here.verbs.book(first?.id ?? '', patient)
    await erasePatient(clinic, worker, patient.patientId)
    expect((await refusalOf(here.verbs.book(second?.id ?? '', patient))).code).toBe('patient-unknown')
    expect((await refusalOf(here.verbs.join(never, patient))).code).toBe('patient-unknown')
    const shown = await showKnownPatient(clinic, here.desk, patient.patientId)
    expect([shown.state, shown.name, shown.email]).toEqual(['erased', undefined, undefined])
    expect(
      (await refusalOf(blockPatient(clinic, here.desk, patient.patientId, {}, shown.version))).code,
    ).toBe('transition-not-allowed')
  })

  test('is refused where their card was on its way to a clinic that did not know them yet', async () => {
    const [late, unknown] = [aPatient(), aPatient()]
    await erasePatient(clinic, worker, late.patientId, { onRecord: true })
    const [slot] = await slotsOfDay(clinic, 'Ben Okri', here.aDay())
    expect((await refusalOf(here.verbs.book(slot?.id ?? '', late))).code).toBe('patient-unknown')
    const admitted = await admitPatient(clinic, here.desk, late.patientId, await introduce(late.patientId))
    expect([admitted.state, admitted.name]).toEqual(['erased', undefined])
    // of whom a clinic was never given anything it does not keep so much as a number
    await erasePatient(clinic, worker, unknown.patientId)
    const { rows } = await clinic.owner.query('select from known_patient where patient_id = $1', [
      unknown.patientId,
    ])
    expect(rows).toEqual([])
  })

  test('is erased once, and one whom the clinic never knew stays unknown', async () => {
    const [known, stranger] = [aPatient(), aPatient()]
    const [slot] = await slotsOfDay(clinic, 'Ben Okri', here.aDay())
    await here.verbs.book(slot?.id ?? '', known)
    await blockPatient(clinic, here.desk, known.patientId, { reason: 'was rude' }, 1)
    const both = [known.patientId, stranger.patientId]
    expect(await eraseRemaining(clinic, worker, both)).toBe(1)
    expect(await eraseRemaining(clinic, worker, both)).toBe(0)
    expect(await erasePatient(clinic, worker, stranger.patientId)).toEqual({ erased: false, freed: 0 })
    expect((await refusalOf(showKnownPatient(clinic, here.desk, stranger.patientId))).code).toBe(
      'patient-unknown',
    )
  })

  test('is erased by nobody but the service', async () => {
    const patient = aPatient()
    for (const actor of [patient, here.desk, aMember(clinic, 'clinic_admin')]) {
      expect((await refusalOf(erasePatient(clinic, actor, patient.patientId))).code).toBe('not-allowed')
    }
  })
})
