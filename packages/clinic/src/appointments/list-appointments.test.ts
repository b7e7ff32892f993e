import { v7 as newId } from 'uuid'
import { encodeCursor } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFreeSlots } from '../availability/index.ts'
import { bookingContext } from '../testing/booking-context.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { bookAppointment } from '../booking/index.ts'
import { listAppointments } from './list-appointments.ts'

let clinic: TestClinic
const patients = [aPatient(), aPatient()] as const
let doctorIds: string[]
beforeAll(async () => {
  clinic = await openTestClinic()
  const { items } = await listFreeSlots(clinic, { kind: 'anonymous' }, { limit: 6 })
  doctorIds = items.map(({ doctor }) => doctor.id)
  for (const [at, { id }] of items.entries()) {
    const request = { slotId: id, visitType: 'consultation' }
    await bookAppointment(clinic, patients[at < 4 ? 0 : 1], request, bookingContext(clinic))
  }
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDoctor = (doctorId?: string): Actor => ({
  kind: 'account',
  accountId: newId(),
  operator: false,
  memberships: [{ clinicId: clinic.id, role: 'doctor', ...(doctorId && { doctorId }) }],
})

describe('the list of appointments', () => {
  test('is all of them for the desk, their own for a doctor and a patient', async () => {
    const list = async (actor: Actor) => (await listAppointments(clinic, actor, { limit: 50 })).items
    expect(await list(aMember(clinic, 'staff'))).toHaveLength(6)
    const [first = ''] = doctorIds
    const ofDoctor = await list(aDoctor(first))
    expect(ofDoctor).toHaveLength(doctorIds.filter((id) => id === first).length)
    expect(new Set(ofDoctor.map(({ doctor }) => doctor.id))).toEqual(new Set([first]))
    expect(await list(patients[0])).toHaveLength(4)
    expect(await list(aPatient())).toEqual([])
  })

  test('is refused to a doctor’s membership that names no doctor', async () => {
    expect((await refusalOf(listAppointments(clinic, aDoctor(), { limit: 50 }))).code).toBe('not-allowed')
  })

  test('gives each appointment once over its pages, and refuses the cursor of another list', async () => {
    const desk = aMember(clinic, 'staff')
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page = await listAppointments(clinic, desk, { limit: 4, cursor })
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor)
    expect(new Set(ids).size).toBe(6)
    expect(ids).toHaveLength(6)
    const foreign = encodeCursor(['Riverside', newId()])
    const refused = refusalOf(listAppointments(clinic, desk, { limit: 4, cursor: foreign }))
    expect((await refused).code).toBe('invalid-request')
  })
})
