import { describe, expect, test } from 'vitest'
import { findClash, type WeeklyHours } from './find-clash.ts'

const always = { validFrom: '-infinity', validUntil: 'infinity' }
const morning: WeeklyHours = { ...always, weekdays: [1, 2, 3, 4, 5], from: '08:00', until: '12:00' }
const weekdayOf = (one: WeeklyHours, other: WeeklyHours) => findClash(one, [other])?.weekday

describe('two shifts of one doctor', () => {
  test.each<[string, Partial<WeeklyHours>, string | undefined]>([
    ['at the same hours of one weekday', { weekdays: [3, 6] }, 'wednesday'],
    ['at the same hours of other weekdays', { weekdays: [6, 7] }, undefined],
    ['one after the other', { from: '12:00', until: '14:00' }, undefined],
    ['that share a minute', { from: '11:59', until: '14:00' }, 'monday'],
    ['one inside the other', { from: '09:00', until: '10:00' }, 'monday'],
    ['one round the clock', { weekdays: [2], from: '10:00', until: '10:00' }, 'tuesday'],
    ['a night that ends before the morning', { from: '22:00', until: '08:00' }, undefined],
    [
      'a night that reaches into the next morning',
      { weekdays: [2], from: '22:00', until: '08:30' },
      'wednesday',
    ],
    [
      'a night of Sunday that reaches into Monday',
      { weekdays: [7], from: '22:00', until: '09:00' },
      'monday',
    ],
    [
      'a night of Friday, before a free Saturday',
      { weekdays: [5], from: '22:00', until: '11:00' },
      undefined,
    ],
  ])('%s', (_, over, expected) => {
    const other = { ...morning, ...over }
    expect(weekdayOf(morning, other)).toBe(expected)
    // the weekday is of the first one's, so seen from the other only whether they meet is the same
    expect(weekdayOf(other, morning) === undefined).toBe(expected === undefined)
  })

  // 2026-06-01 is a Monday
  test.each([
    ['end before the other begins', '2026-06-08', '2026-06-07', false],
    ['share a day', '2026-06-08', '2026-06-08', true],
    ['share days on which they do not work', '2026-06-06', '2026-06-07', false],
    ['share days and nights', '2026-06-06', '2026-06-08', true],
  ])('whose validities %s', (_, otherFrom, oneUntil, meet) => {
    const one = { ...morning, validUntil: oneUntil }
    expect(weekdayOf(one, { ...morning, validFrom: otherFrom }) !== undefined).toBe(meet)
  })

  test('that meet only in the night after the last day of one', () => {
    const night = { ...morning, weekdays: [7], from: '22:00', until: '09:00', validUntil: '2026-06-07' }
    expect(weekdayOf(night, { ...morning, validFrom: '2026-06-08' })).toBe('sunday')
    expect(weekdayOf(night, { ...morning, validFrom: '2026-06-09' })).toBeUndefined()
  })
})
