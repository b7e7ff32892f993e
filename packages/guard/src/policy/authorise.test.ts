import { isRefusal } from '@polyclinic/contract'
import { describe, expect, test } from 'vitest'
import type { Actor } from './actor.ts'
import { anonymous } from './actor.ts'
import { authorise } from './authorise.ts'

const here = { id: 'clinic-a' }
const account = (over: Partial<Extract<Actor, { kind: 'account' }>> = {}): Actor => ({
  kind: 'account',
  accountId: 'a',
  operator: false,
  memberships: [],
  ...over,
})

const refusalOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    if (isRefusal(error)) return error.code
  }
  return undefined
}

describe('authorise', () => {
  test('tells the signed-out to sign in, and the signed-in that they may not', () => {
    expect(refusalOf(() => authorise(anonymous, 'appointment.book', here))).toBe('not-signed-in')
    expect(refusalOf(() => authorise(account(), 'policy.edit', here))).toBe('not-allowed')
  })

  test('counts a role only at the clinic it is held at', () => {
    const admin = account({ memberships: [{ clinicId: 'clinic-b', role: 'clinic_admin' }] })
    expect(refusalOf(() => authorise(admin, 'policy.edit', here))).toBe('not-allowed')
    expect(authorise(admin, 'policy.edit', { id: 'clinic-b' }).atDesk).toBe(true)
  })

  test('gives an operator no way to a patient', () => {
    expect(refusalOf(() => authorise(account({ operator: true }), 'appointment.read', here))).toBe(
      'not-allowed',
    )
  })

  test("names the doctor's own record at this clinic and at no other", () => {
    const doctor = account({ memberships: [{ clinicId: 'clinic-a', role: 'doctor', doctorId: 'd1' }] })
    expect(authorise(doctor, 'appointment.list', here).doctorId).toBe('d1')
    expect(refusalOf(() => authorise(doctor, 'appointment.list', { id: 'clinic-b' }))).toBe('not-allowed')
  })
})
