import { isRefusal } from '@polyclinic/contract'
import { describe, expect, test } from 'vitest'
import type { Actor } from './actor.ts'
import { anonymous } from './actor.ts'
import { authorise } from './authorise.ts'
import { type Action, policy } from './policy.ts'

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

  test('asks for a second factor where the role that is withheld would have been enough, and nowhere else', () => {
    const memberships = [{ clinicId: 'clinic-a', role: 'staff' }] as const
    const withheld = account({ patientId: 'p', withheld: { operator: false, memberships } })
    expect(refusalOf(() => authorise(withheld, 'patient.block', here))).toBe('second-factor-needed')
    expect(refusalOf(() => authorise(withheld, 'patient.block', { id: 'clinic-b' }))).toBe('not-allowed')
    expect(refusalOf(() => authorise(withheld, 'policy.edit', here))).toBe('not-allowed')
    // what they may do without the role they do without it
    const { atDesk, patientId } = authorise(withheld, 'appointment.book', here)
    expect([atDesk, patientId]).toEqual([false, 'p'])
  })

  test('lets everybody who is signed in see their own account', () => {
    expect(refusalOf(() => authorise(account(), 'account.read-own'))).toBeUndefined()
    expect(refusalOf(() => authorise(anonymous, 'account.read-own'))).toBe('not-signed-in')
  })

  test("names the doctor's own record at this clinic and at no other", () => {
    const doctor = account({ memberships: [{ clinicId: 'clinic-a', role: 'doctor', doctorId: 'd1' }] })
    expect(authorise(doctor, 'appointment.list', here).doctorId).toBe('d1')
    expect(refusalOf(() => authorise(doctor, 'appointment.list', { id: 'clinic-b' }))).toBe('not-allowed')
  })

  test('admits whoever holds a link to three deeds at its clinic, and to nothing else anywhere', () => {
    const facts = { clinicId: 'clinic-a', appointmentId: 'v', patientId: 'p' }
    const holder: Actor = { kind: 'link', ...facts }
    const admittedAt = (where?: { id: string }) =>
      (Object.keys(policy) as Action[]).filter(
        (action) =>
          !(policy[action] as readonly string[]).includes('anyone') &&
          refusalOf(() => authorise(holder, action, where)) === undefined,
      )
    expect(admittedAt(here)).toEqual(['appointment.read', 'appointment.cancel', 'appointment.reschedule'])
    expect([admittedAt({ id: 'clinic-b' }), admittedAt()]).toEqual([[], []])
    expect(authorise(holder, 'appointment.read', here)).toEqual({
      capacities: new Set(['link']),
      atDesk: false,
    })
  })
})
