import type { Actor } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancelAppointment, checkHistories, showAppointment, showHistory } from '../appointments/index.ts'
import type { Clinic } from '../clinic.ts'
import { doctorNamed, aDoctor } from '../testing/a-doctor.ts'
import { keepNotes, showNotes } from '../notes/index.ts'
import { admitPatient, blockPatient, erasePatient, showKnownPatient } from '../patients/index.ts'
import { requestBooking, workOffRequests } from '../requests/index.ts'
import { footprint } from '../testing/footprint.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { listWaitlist } from '../waitlist/index.ts'
import { mergePatient } from './index.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
let desk: Actor
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 40 } })
  verbs = verbsOf(clinic)
  desk = aMember(clinic, 'staff')
})
afterAll(() => clinic[Symbol.asyncDispose]())

const worker = { kind: 'system', name: 'worker' } as const
const aDay = newDays()
const aMorning = async () => (await slotsOfDay(clinic, 'Ben Okri', aDay())).map(({ id }) => id)

/** Somebody who was registered twice, with all that a clinic can have of them under the wrong record. */
async function aDuplicate() {
  const [kept, duplicate] = [aPatient(), aPatient()]
  const [slot = '', other = '', later = ''] = await aMorning()
  const visit = await verbs.book(slot, duplicate, { reason: 'It hurts' })
  const off = await verbs.book(other, duplicate)
  await cancelAppointment(clinic, duplicate, off.id, off.version, 'my car broke down')
  const days = { from: '2190-01-01', to: '2190-01-02' }
  const waiting = await verbs.join(days, duplicate)
  const wanted = { slotId: later, visitType: 'consultation', reason: 'Noted' }
  await requestBooking(clinic, duplicate, wanted, verbs.context())
  const card = await verbs.context().introduce(kept.patientId)
  const merge = { keptId: kept.patientId, duplicateId: duplicate.patientId, card }
  return { kept, duplicate, visit, off, waiting, merge, slot: later }
}

describe('a duplicate that is merged', () => {
  test('hands all it has to the patient who is kept, readable under their key', async () => {
    const { kept, visit, off, waiting, merge } = await aDuplicate()
    expect(await mergePatient(clinic, worker, merge)).toBe(2)
    expect(await showAppointment(clinic, kept, visit.id)).toMatchObject({
      patientId: kept.patientId,
      reason: 'It hurts',
      status: 'booked',
    })
    expect((await showAppointment(clinic, kept, off.id)).cancellationReason).toBe('my car broke down')
    const { items } = await listWaitlist(clinic, kept, { limit: 10 })
    expect(items.map(({ id }) => id)).toEqual([waiting.id])
    await workOffRequests(clinic, worker)
    const { rows } = await clinic.owner.query<{ id: string }>(
      `select appointment_id as id from booking_request where patient_id = $1`,
      [kept.patientId],
    )
    expect((await showAppointment(clinic, kept, rows[0]?.id ?? '')).reason).toBe('Noted')
  })

  test('stays as a pointer with nothing in it, for whom nothing is booked', async () => {
    const { kept, duplicate, visit, merge, slot } = await aDuplicate()
    await mergePatient(clinic, worker, merge)
    const shown = await showKnownPatient(clinic, desk, duplicate.patientId)
    expect([shown.state, shown.mergedInto, shown.name]).toEqual(['merged', kept.patientId, undefined])
    const { rows } = await clinic.owner.query(
      'select from known_patient where patient_id = $1 and coalesce(sealed_name, sealed_contact, wrapped_key) is null',
      [duplicate.patientId],
    )
    expect(rows).toHaveLength(1)
    expect((await refusalOf(verbs.book(slot, duplicate))).code).toBe('patient-unknown')
    const days = { from: '2190-01-01', to: '2190-01-02' }
    expect((await refusalOf(verbs.join(days, duplicate))).code).toBe('patient-unknown')
    expect((await refusalOf(showAppointment(clinic, duplicate, visit.id))).code).toBe('not-found')
  })

  test('is told of in the history, from which every row can still be rebuilt', async () => {
    const { kept, duplicate, visit, merge } = await aDuplicate()
    await mergePatient(clinic, worker, merge)
    const last = (await showHistory(clinic, kept, visit.id)).at(-1)
    expect(last).toMatchObject({
      type: 'patient-merged',
      by: 'system',
      facts: { from: { patientId: duplicate.patientId } },
    })
    expect((await checkHistories(clinic, worker)).differences).toEqual([])
  })

  test('is merged once, however often, and not at all by whoever is killed in the middle', async () => {
    const { merge } = await aDuplicate()
    const before = await footprint(clinic)
    await expect(mergePatient(dying(), worker, merge)).rejects.toThrow('killed')
    expect(await footprint(clinic)).toEqual(before)
    const moved = await Promise.all([1, 2, 3].map(() => mergePatient(clinic, worker, merge)))
    expect(moved.toSorted()).toEqual([0, 0, 2])
  })

  test('is a pointer already for a desk that writes it down late', async () => {
    const [kept, late] = [aPatient().patientId, aPatient().patientId]
    const { introduce } = verbs.context()
    await mergePatient(clinic, worker, { keptId: kept, duplicateId: late, card: await introduce(kept) })
    const admitted = await admitPatient(clinic, desk, late, await introduce(late))
    expect([admitted.state, admitted.mergedInto, admitted.name]).toEqual(['merged', kept, undefined])
  })

  test('leaves its doctor the notes, under the key of who is kept', async () => {
    const { visit, merge } = await aDuplicate()
    const ben = aDoctor(clinic, await doctorNamed(clinic, 'Ben Okri'))
    await keepNotes(clinic, ben, visit.id, { text: 'A sprain' }, 0)
    await mergePatient(clinic, worker, merge)
    expect((await showNotes(clinic, ben, visit.id)).text).toBe('A sprain')
  })

  test('is erased with the one who is kept, whichever clinic’s job comes first', async () => {
    const steps = {
      merge: (merge: Parameters<typeof mergePatient>[2]) => mergePatient(clinic, worker, merge),
      kept: ({ keptId }: { keptId: string }) => erasePatient(clinic, worker, keptId, { onRecord: true }),
      duplicate: ({ duplicateId }: { duplicateId: string }) =>
        erasePatient(clinic, worker, duplicateId, { onRecord: true }),
    }
    const orders = [
      ['merge', 'kept', 'duplicate'],
      ['kept', 'merge', 'duplicate'],
      ['duplicate', 'kept', 'merge'],
      ['merge', 'duplicate', 'kept'],
    ] as const
    for (const order of orders) {
      const { kept, duplicate, merge } = await aDuplicate()
      const ben = aDoctor(clinic, await doctorNamed(clinic, 'Ben Okri'))
      const both = [kept.patientId, duplicate.patientId]
      const { rows: visits } = await clinic.owner.query<{ id: string }>(
        `select id from appointment where patient_id = $1 and status = 'booked'`,
        [duplicate.patientId],
      )
      await keepNotes(clinic, ben, visits[0]?.id ?? '', { text: 'A sprain' }, 0)
      for (const step of order) await steps[step]({ ...merge, card: undefined })
      const { rows } = await clinic.owner.query(
        `select
           (select count(*)::integer from known_patient where patient_id = any ($1)
              and num_nonnulls(sealed_name, sealed_contact, wrapped_key, sealed_block_reason) > 0) as known,
           (select count(*)::integer from appointment where patient_id = any ($1)
              and (status in ('pending', 'booked')
                or num_nonnulls(sealed_reason, sealed_cancel_reason, sealed_justification) > 0)) as visits,
           (select count(*)::integer from appointment_note n join appointment a on a.id = n.appointment_id
              where a.patient_id = any ($1)) as notes,
           (select count(*)::integer from waitlist_entry where patient_id = any ($1) and state <> 'left') as waiting,
           (select count(*)::integer from booking_request where patient_id = any ($1) and state = 'pending') as noted`,
        [both],
      )
      expect([order, rows[0]]).toEqual([order, { known: 0, visits: 0, notes: 0, waiting: 0, noted: 0 }])
    }
    expect((await checkHistories(clinic, worker)).differences).toEqual([])
  })

  test('takes its block along, with the reason', async () => {
    const { duplicate, kept, merge } = await aDuplicate()
    const { version } = await showKnownPatient(clinic, desk, duplicate.patientId)
    await blockPatient(clinic, desk, duplicate.patientId, { reason: 'Rude' }, version)
    await mergePatient(clinic, worker, merge)
    expect(await showKnownPatient(clinic, desk, kept.patientId)).toMatchObject({
      state: 'blocked',
      blockedReason: 'Rude',
    })
  })
})

/** A clinic whose transactions end as if the process were killed before their last word. */
function dying(): Clinic {
  const killed: Clinic['database']['transaction'] = (work) =>
    clinic.database.transaction(async (tx) => {
      await work(tx)
      throw new Error('killed')
    })
  const database = new Proxy(clinic.database, {
    get: (of, name) => (name === 'transaction' ? killed : Reflect.get(of, name)),
  })
  return { ...clinic, database }
}
