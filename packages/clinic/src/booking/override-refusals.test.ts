import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDoctor, doctorNamed } from '../testing/a-doctor.ts'
import { footprint } from '../testing/footprint.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { setState } from '../testing/set-state.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
let request: Parameters<ReturnType<typeof verbsOf>['override']>[0]
beforeAll(async () => {
  clinic = await openTestClinic()
  verbs = verbsOf(clinic)
  const [slot, other] = await slotsOfDay(clinic, 'Ben Okri', 2)
  const { patientId } = await verbs.book(other?.id ?? '')
  request = { doctorId: slot?.doctorId ?? '', startsAt: slot?.startsAt ?? '', patientId }
})
afterAll(() => clinic[Symbol.asyncDispose]())

async function refusedWhole(attempt: () => Promise<unknown>) {
  const before = await footprint(clinic)
  const refusal = await refusalOf(attempt())
  expect(await footprint(clinic)).toEqual(before)
  return refusal
}
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()

describe('nobody books beyond the rules', () => {
  test('but the admin, and staff where the clinic lets them', async () => {
    const others = [
      aPatient(),
      aDoctor(clinic, request.doctorId),
      aMember({ id: randomUUID() }, 'clinic_admin'),
    ]
    for (const who of [...others, aMember(clinic, 'staff')]) {
      expect((await refusedWhole(() => verbs.override(request, who))).code).toBe('not-allowed')
    }
    await clinic.owner.query(`update clinic_profile set override_by = 'staff'`)
    expect((await verbs.override(request, aMember(clinic, 'staff'))).status).toBe('booked')
    for (const who of others) {
      expect((await refusedWhole(() => verbs.override(request, who))).code).toBe('not-allowed')
    }
    await clinic.owner.query(`update clinic_profile set override_by = 'admin'`)
  })

  test('more than a day ago or a year ahead', async () => {
    const refused = (startsAt: string) => refusedWhole(() => verbs.override({ ...request, startsAt }))
    expect((await refused(hours(-25))).facts).toEqual({ rule: 'past', limit: 0 })
    expect((await refused(hours(24 * 367))).facts).toEqual({ rule: 'horizon', limit: 366 })
    expect((await verbs.override({ ...request, startsAt: hours(-23) })).status).toBe('booked')
  })

  test.each([
    ['whom the clinic does not know', 'patient-unknown', ''],
    ['who is blocked', 'patient-blocked', 'blocked'],
    ['who is erased', 'patient-unknown', 'erased'],
  ])('for a patient %s', async (_, code, state) => {
    const [patient, slots] = [aPatient(), await slotsOfDay(clinic, 'Ada Byron', state === 'erased' ? 3 : 4)]
    const { patientId } = patient
    if (state !== '') {
      await verbs.book(slots[0]?.id ?? '', patient)
      await setState(clinic, patientId, state)
    }
    expect((await refusedWhole(() => verbs.override({ ...request, patientId }))).code).toBe(code)
  })

  test('with a doctor or for a visit that the clinic does not have', async () => {
    const nobody = await refusedWhole(() => verbs.override({ ...request, doctorId: randomUUID() }))
    expect(nobody.facts['issues']).toMatchObject([{ pointer: '/doctorId' }])
    const nothing = await refusedWhole(() => verbs.override({ ...request, visitType: 'surgery' }))
    expect(nothing.facts['issues']).toMatchObject([{ pointer: '/visitType' }])
    await clinic.owner.query(`update visit_type set active = false where code = 'long-visit'`)
    const given = await refusedWhole(() => verbs.override({ ...request, visitType: 'long-visit' }))
    expect(given.facts['issues']).toMatchObject([{ pointer: '/visitType' }])
  })

  test('with a doctor who sees nobody any more', async () => {
    const ada = await doctorNamed(clinic, 'Ada Byron')
    await clinic.owner.query(
      `update slot set state = 'withdrawn', open_doctor_id = null where doctor_id = $1`,
      [ada],
    )
    await clinic.owner.query('delete from doctor_shift where doctor_id = $1', [ada])
    await clinic.owner.query('update doctor set active = false where id = $1', [ada])
    const refused = await refusedWhole(() => verbs.override({ ...request, doctorId: ada }))
    expect(refused.facts).toEqual({ rule: 'doctor-inactive', limit: 0 })
  })

  test('for a patient whose key is not here, since the justification could not be sealed', async () => {
    const [slot] = await slotsOfDay(clinic, 'Ben Okri', 5)
    const away = verbs.context({ introduce: async () => ({}) })
    const { patientId } = await verbs.book(slot?.id ?? '', aPatient(), {}, away)
    expect((await refusedWhole(() => verbs.override({ ...request, patientId }))).code).toBe(
      'service-unavailable',
    )
  })

  test('at a suspended clinic', async () => {
    const suspended = verbsOf({ ...clinic, suspended: true })
    expect((await refusedWhole(() => suspended.override(request))).code).toBe('clinic-suspended')
  })
})
