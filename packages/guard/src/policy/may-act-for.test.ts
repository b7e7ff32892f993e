import { describe, expect, test } from 'vitest'
import { type Actor, anonymous } from './actor.ts'
import { authorise } from './authorise.ts'
import { mayActFor } from './may-act-for.ts'

const here = { id: 'clinic-a' }
const asked: string[] = []
const parent: Actor = {
  kind: 'account',
  accountId: 'a',
  patientId: 'parent',
  operator: false,
  memberships: [{ clinicId: here.id, role: 'staff' }],
  async guards(patientId) {
    asked.push(patientId)
    return patientId === 'child'
  },
}
const asPatient = authorise(parent, 'dependent.manage')

describe('a patient', () => {
  test('acts for themselves, and nobody is asked about it', async () => {
    expect(await mayActFor(parent, asPatient, 'parent')).toBe(true)
    expect(asked).toEqual([])
  })

  test('acts for whom they guard and for nobody else', async () => {
    expect(await mayActFor(parent, asPatient, 'child')).toBe(true)
    expect(await mayActFor(parent, asPatient, 'stranger')).toBe(false)
  })

  test('whose token knows no dependents acts for themselves alone', async () => {
    const { guards: _, ...alone } = parent
    expect(await mayActFor(alone, asPatient, 'parent')).toBe(true)
    expect(await mayActFor(alone, asPatient, 'child')).toBe(false)
  })
})

test('somebody who does not stand there as a patient acts for nobody', async () => {
  const atDesk = authorise(parent, 'patient.block', here)
  expect(await mayActFor(parent, atDesk, 'parent')).toBe(false)
  expect(await mayActFor(parent, atDesk, 'child')).toBe(false)
  expect(await mayActFor(anonymous, authorise(anonymous, 'slot.search'), 'child')).toBe(false)
})
