import type { OpenDay } from '@polyclinic/contract'
import { expect, it } from 'vitest'
import { groupByDoctor } from './group-by-doctor.ts'

const day = (id: string, localDate: string) =>
  ({ clinic: { slug: 'alpha' }, doctor: { id }, localDate }) as OpenDay
const told = (pages: OpenDay[][]) =>
  groupByDoctor(pages).map(
    ({ first, later }) =>
      `${first.doctor.id}: ${[first, ...later].map(({ localDate }) => localDate).join(' ')}`,
  )

it('puts each doctor where their first day is, with two more days', () => {
  const page = [day('a', '1'), day('b', '1'), day('a', '2'), day('a', '3'), day('a', '4')]
  expect(told([page])).toEqual(['a: 1 2 3', 'b: 1'])
})

it('changes nothing above what a later page adds', () => {
  const first = [day('a', '1'), day('b', '1')]
  expect(told([first, [day('a', '2'), day('c', '2'), day('c', '3')]])).toEqual(['a: 1', 'b: 1', 'c: 2 3'])
})
