import { randomUUID } from 'node:crypto'
import { overrideForm, shiftForm, closureForm, assignmentForm } from '@polyclinic/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Shift } from '../entities/index.ts'
import { aDoctor, doctorNamed } from '../testing/a-doctor.ts'
import { aMember, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { assignments, overrides, shifts } from './index.ts'

let clinic: TestClinic
let ada: string
let ben: string
beforeAll(async () => {
  clinic = await openTestClinic()
  ada = await doctorNamed(clinic, 'Ada Byron')
  ben = await doctorNamed(clinic, 'Ben Okri')
})
afterAll(() => clinic[Symbol.asyncDispose]())

const admin = () => aMember(clinic, 'clinic_admin')
const shiftOf = async (code: string) => clinic.unitOfWork().findOneOrFail(Shift, { code })
const formOf = ({ code, name, startsAt, endsAt, slotMinutes, capacity }: Shift) => ({
  code,
  name,
  from: startsAt.slice(0, 5),
  until: endsAt.slice(0, 5),
  slotMinutes,
  capacity,
})

describe('a shift', () => {
  test('is not taken up twice at once, and the refusal says with what it meets', async () => {
    const { id: shift } = await shiftOf('morning')
    const again = { shift, weekdays: ['sunday' as const] }
    expect(await refusalOf(assignments.create(clinic, admin(), { doctor: ben }, again))).toEqual({
      code: 'invalid-request',
      facts: {
        issues: [{ pointer: '/weekdays', message: 'the doctor works Morning (08:00–12:00) then, on sunday' }],
      },
    })
  })

  test('does not move into another of a doctor who works both', async () => {
    const morning = await shiftOf('morning')
    const at = { place: {}, id: morning.id, seenVersion: morning.version }
    const long = { ...formOf(morning), until: '18:30' }
    const { code, facts } = await refusalOf(shifts.edit(clinic, admin(), at, long))
    const message = 'Ada Byron works Group then, on monday'
    expect([code, facts['issues']]).toEqual(['invalid-request', [{ pointer: '/from', message }]])
    expect((await shiftOf('morning')).version).toBe(morning.version)
  })

  test('that is not there is named by its place in the form', async () => {
    const form = { shift: randomUUID(), weekdays: ['monday' as const] }
    const { facts } = await refusalOf(assignments.create(clinic, admin(), { doctor: ben }, form))
    expect(facts['issues']).toEqual([{ pointer: '/shift', message: 'is no shift of this clinic' }])
  })

  test('has a code of its own', async () => {
    const form = formOf(await shiftOf('morning'))
    const refused = await refusalOf(shifts.create(clinic, admin(), {}, form))
    expect(refused).toEqual({ code: 'already-exists', facts: { field: 'code' } })
  })

  test('that somebody works is not removed', async () => {
    const { id, version } = await shiftOf('morning')
    const refused = await refusalOf(shifts.remove(clinic, admin(), { place: {}, id, seenVersion: version }))
    expect(refused).toEqual({ code: 'in-use', facts: { by: 'assignments' } })
  })
})

describe("a doctor's availability", () => {
  const dayOff = (date: string) => ({ date, hours: [], slotMinutes: 30, capacity: 1 })

  test('is theirs to edit, and the others are as if they were not there', async () => {
    const me = aDoctor(clinic, ada)
    const made = await overrides.create(clinic, me, { doctor: ada }, dayOff('2031-01-01'))
    expect(await overrides.list(clinic, me, { doctor: ada })).toHaveLength(1)
    const foreign = { place: { doctor: ben }, id: made.id, seenVersion: 1 }
    const refusals = await Promise.all([
      refusalOf(overrides.create(clinic, me, { doctor: ben }, dayOff('2031-01-01'))),
      refusalOf(overrides.list(clinic, me, { doctor: ben })),
      refusalOf(assignments.list(clinic, me, { doctor: randomUUID() })),
      refusalOf(overrides.remove(clinic, me, foreign)),
      refusalOf(overrides.remove(clinic, admin(), foreign)),
    ])
    expect(refusals.map(({ code }) => code)).toEqual(refusals.map(() => 'not-found'))
    expect((await refusalOf(shifts.list(clinic, me, {}))).code).toBe('not-allowed')
    await overrides.remove(clinic, me, { ...foreign, place: { doctor: ada } })
  })

  test('has one override a day', async () => {
    await overrides.create(clinic, admin(), { doctor: ben }, dayOff('2031-02-01'))
    const again = await refusalOf(overrides.create(clinic, admin(), { doctor: ben }, dayOff('2031-02-01')))
    expect(again).toEqual({ code: 'already-exists', facts: { field: 'date' } })
  })
})

describe('the form of', () => {
  const shift = { code: 'a', name: 'A', from: '22:00', until: '00:30', slotMinutes: 150 }
  const override = { date: '2030-01-01', hours: [{ from: '08:00', until: '10:00' }] }
  const assignment = { shift: randomUUID(), weekdays: ['monday'] }
  const closure = { firstDay: '2030-01-01', lastDay: '2030-01-02' }
  test.each([
    ['a shift into the night', shiftForm, shift, undefined],
    ['a shift shorter than one slot', shiftForm, { ...shift, slotMinutes: 151 }, 'slotMinutes'],
    ['a time that is none', shiftForm, { ...shift, from: '24:00' }, 'from'],
    [
      'hours that overlap',
      overrideForm,
      { ...override, hours: [...override.hours, { from: '09:59', until: '11:00' }] },
      'hours.1',
    ],
    [
      'a night that overlaps an evening',
      overrideForm,
      {
        ...override,
        hours: [
          { from: '20:00', until: '02:00' },
          { from: '19:00', until: '20:30' },
        ],
      },
      'hours.1',
    ],
    [
      'hours that touch',
      overrideForm,
      { ...override, hours: [...override.hours, { from: '10:00', until: '11:00' }] },
      undefined,
    ],
    ['hours shorter than one slot', overrideForm, { ...override, slotMinutes: 180 }, 'hours.0'],
    ['a day that is none', overrideForm, { ...override, date: '2030-02-30' }, 'date'],
    ['a weekday twice', assignmentForm, { ...assignment, weekdays: ['monday', 'monday'] }, 'weekdays'],
    [
      'an end before the start',
      assignmentForm,
      { ...assignment, validFrom: '2030-01-02', validUntil: '2030-01-01' },
      'validUntil',
    ],
    ['a year that no calendar has', assignmentForm, { ...assignment, validFrom: '0000-01-01' }, 'validFrom'],
    ['closed days the wrong way round', closureForm, { ...closure, lastDay: '2029-12-31' }, 'lastDay'],
    ['closed days without end', closureForm, { ...closure, lastDay: '2031-02-05' }, 'lastDay'],
    ['400 closed days', closureForm, { ...closure, lastDay: '2031-02-04' }, undefined],
  ])('%s', (_, form, input, place) => {
    const issue = form.safeParse(input).error?.issues[0]
    expect(issue?.path.join('.')).toBe(place)
  })
})
