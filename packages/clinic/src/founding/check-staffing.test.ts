import type { ClinicStaffing } from '@polyclinic/contract'
import { describe, expect, test } from 'vitest'
import { smallStaffing } from '../testing/open-test-clinic.ts'
import { checkStaffing } from './check-staffing.ts'

const [ada, ben] = smallStaffing.doctors as [Doctor, Doctor]
type Doctor = ClinicStaffing['doctors'][number]
const twice = <T>(list: T[]): T[] => [...list, ...list.slice(0, 1)]

describe('checking a staffing', () => {
  test('finds nothing in one whose names refer to one another', () => {
    expect(checkStaffing(smallStaffing)).toEqual([])
  })

  test.each<[string, Partial<ClinicStaffing>]>([
    ['The specialty family-medicine stands twice.', { specialties: twice(smallStaffing.specialties) }],
    ['The visit type consultation stands twice.', { visitTypes: twice(smallStaffing.visitTypes) }],
    ['The shift morning stands twice.', { shifts: twice(smallStaffing.shifts) }],
    [
      'The opening hours of monday from 08:00 stand twice.',
      { openingHours: twice(smallStaffing.openingHours) },
    ],
    [
      'Two doctors have the same e-mail address.',
      { doctors: [ada, { ...ben, email: ada.email?.toUpperCase() }] },
    ],
    [
      "The specialty surgery of Ben Okri is not among the clinic's.",
      { doctors: [ada, { ...ben, specialty: 'surgery' }] },
    ],
    [
      "The shift night of Ben Okri is not among the clinic's.",
      { doctors: [ada, { ...ben, shifts: [{ shift: 'night', weekdays: ['monday'] }] }] },
    ],
  ])('says: %s', (sentence, fault) => {
    expect(checkStaffing({ ...smallStaffing, ...fault })).toEqual([sentence])
  })

  test('says each fault of several', () => {
    const doctors = [
      { ...ben, specialty: 'surgery', shifts: [{ shift: 'night', weekdays: ['monday' as const] }] },
    ]
    expect(checkStaffing({ ...smallStaffing, shifts: twice(smallStaffing.shifts), doctors })).toHaveLength(3)
  })
})
