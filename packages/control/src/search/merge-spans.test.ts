import { expect, it } from 'vitest'
import { mergeSpans } from './merge-spans.ts'

const span = (doctorId: string, from: string, until: string) => ({ doctorId, from, until })

it('puts days of a doctor together that meet, and leaves the others apart', () => {
  expect(
    mergeSpans([
      span('ada', '2027-01-10', '2027-01-12'),
      span('ada', '2027-01-01', '2027-01-03'),
      span('ben', '2027-01-02', '2027-01-04'),
      span('ada', '2027-01-03', '2027-01-05'),
      span('ada', '2027-01-04', '2027-01-04'),
    ]),
  ).toEqual([
    span('ada', '2027-01-01', '2027-01-05'),
    span('ada', '2027-01-10', '2027-01-12'),
    span('ben', '2027-01-02', '2027-01-04'),
  ])
})

it('is one span where one is about all doctors', () => {
  expect(mergeSpans([span('ada', '2027-01-10', '2027-01-12'), { from: '2027-01-05' }])).toEqual([
    { from: '2027-01-05' },
  ])
  expect(mergeSpans([span('ada', '2027-01-10', '2027-01-12'), {}])).toEqual([{}])
})

it('keeps an open end open', () => {
  expect(
    mergeSpans([{ doctorId: 'ada', from: '2027-01-05' }, span('ada', '2027-01-10', '2027-01-12')]),
  ).toEqual([{ doctorId: 'ada', from: '2027-01-05' }])
})
