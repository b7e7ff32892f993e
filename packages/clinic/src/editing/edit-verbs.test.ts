import { randomUUID } from 'node:crypto'
import { anonymous } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignments, closures, overrides, shifts } from '../calendar/index.ts'
import { doctorRecords, openingHours, specialties, visitTypeRecords } from '../staffing/index.ts'
import { doctorNamed } from '../testing/a-doctor.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import type { EditVerbs } from './edit-verbs.ts'

type AnyVerbs = EditVerbs<object, { id: string; version: number }, object>
interface Case {
  readonly verbs: AnyVerbs
  readonly place?: object
  readonly form: object
  readonly edited: object
  /** What it shows beyond the form. */
  readonly filledIn?: object
}

let clinic: TestClinic
const cases = {} as Record<string, Case>
const admin = () => aMember(clinic, 'clinic_admin')

beforeAll(async () => {
  clinic = await openTestClinic()
  const doctor = await doctorNamed(clinic, 'Ben Okri')
  const night = { code: 'night', name: 'Night', from: '22:00', until: '02:00', slotMinutes: 60, capacity: 1 }
  const { id: shift } = await shifts.create(clinic, admin(), {}, { ...night, code: 'late' })
  const visit = { name: 'Check', minutes: 20, bufferBeforeMinutes: 0, bufferAfterMinutes: 5 }
  const kind = { ...visit, mode: 'video', bookedBy: 'staff', active: true, doctors: [] }
  Object.assign(cases, {
    specialty: {
      verbs: specialties,
      form: { code: 'eyes', name: 'Eyes' },
      edited: { code: 'eyes', name: 'Ophthalmology' },
    },
    'kind of visit': {
      verbs: visitTypeRecords,
      form: {
        ...kind,
        code: 'check',
        capacity: 2,
        dailyQuota: 4,
        price: { amountMinor: 900, currency: 'EUR' },
      },
      edited: { ...kind, code: 'check', doctors: [doctor] },
    },
    doctor: {
      verbs: doctorRecords,
      form: {
        name: 'Cy Ng',
        specialty: 'family-medicine',
        languages: ['en'],
        active: true,
        phone: '+4930123456',
      },
      edited: {
        name: 'Cy Ng',
        specialty: 'family-medicine',
        languages: ['de'],
        active: false,
        email: 'cy@clinic.test',
      },
    },
    'opening hours': {
      verbs: openingHours,
      form: { weekday: 'friday', from: '09:00', until: '12:00' },
      edited: { weekday: 'saturday', from: '22:00', until: '01:00' },
    },
    shift: { verbs: shifts, form: night, edited: { ...night, until: '03:00', capacity: 2 } },
    assignment: {
      verbs: assignments,
      place: { doctor },
      form: { shift, weekdays: ['monday', 'sunday'] },
      edited: { shift, weekdays: ['friday'], validFrom: '2030-01-01', validUntil: '2030-02-01' },
      filledIn: { doctor },
    },
    override: {
      verbs: overrides,
      place: { doctor },
      form: { date: '2030-05-01', hours: [], slotMinutes: 30, capacity: 1, note: 'a conference' },
      edited: {
        date: '2030-05-02',
        hours: [
          { from: '08:00', until: '10:00' },
          { from: '23:00', until: '01:00' },
        ],
        slotMinutes: 20,
        capacity: 1,
      },
      filledIn: { doctor },
    },
    closure: {
      verbs: closures,
      form: { firstDay: '2030-12-24', lastDay: '2030-12-26', reason: 'Christmas' },
      edited: { firstDay: '2030-12-24', lastDay: '2030-12-31' },
    },
  } satisfies Record<string, Omit<Case, 'verbs'> & { verbs: unknown }>)
})
afterAll(() => clinic[Symbol.asyncDispose]())

const names = [
  'specialty',
  'kind of visit',
  'doctor',
  'opening hours',
  'shift',
  'assignment',
  'override',
  'closure',
]
const stamps = { id: expect.any(String), createdAt: expect.any(String), updatedAt: expect.any(String) }
function without(document: Record<string, unknown>): Record<string, unknown> {
  const { calendar: _, ...rest } = document
  return rest
}

describe.each(names)('%s:', (name) => {
  const given = () => {
    const { verbs, place = {}, form, edited, filledIn } = cases[name] as Case
    const at = (id: string, seenVersion: number) => ({ place, id, seenVersion })
    return { verbs, place, form, edited, filledIn, at }
  }

  test('one is added, shown, listed, replaced whole and removed', async () => {
    const { verbs, place, form, edited, filledIn, at } = given()
    const created = without((await verbs.create(clinic, admin(), place, form)) as never)
    expect(created).toEqual({ ...form, ...filledIn, ...stamps, version: 1 })
    const id = String(created.id)
    expect(await verbs.show(clinic, aMember(clinic, 'staff'), place, id)).toEqual(created)
    expect(await verbs.list(clinic, aMember(clinic, 'staff'), place)).toContainEqual(created)

    const replaced = without((await verbs.edit(clinic, admin(), at(id, 1), edited)) as never)
    expect(replaced).toEqual({ ...edited, ...filledIn, ...stamps, id, version: 2 })
    expect(await verbs.show(clinic, admin(), place, id)).toEqual(replaced)

    await verbs.remove(clinic, admin(), at(id, 2))
    expect((await refusalOf(verbs.show(clinic, admin(), place, id))).code).toBe('not-found')
    expect((await refusalOf(verbs.edit(clinic, admin(), at(id, 2), edited))).code).toBe('not-found')
  })

  test('one is neither replaced nor removed by who saw another version: they get the present one', async () => {
    const { verbs, place, form, edited, at } = given()
    const { id } = await verbs.create(clinic, admin(), place, form)
    const present = without((await verbs.edit(clinic, admin(), at(id, 1), edited)) as never)
    const stale = { code: 'version-mismatch', facts: { current: present } }
    expect(await refusalOf(verbs.edit(clinic, admin(), at(id, 1), form))).toEqual(stale)
    expect(await refusalOf(verbs.remove(clinic, admin(), at(id, 1)))).toEqual(stale)
    expect(await verbs.show(clinic, admin(), place, id)).toEqual(present)
    await verbs.remove(clinic, admin(), at(id, 2))
  })

  test('they are read by the staff, edited by the admin, and nothing to anybody else', async () => {
    const { verbs, place, form } = given()
    const codeOf = async (attempt: Promise<unknown>) => (await refusalOf(attempt)).code
    expect(await codeOf(verbs.create(clinic, aMember(clinic, 'staff'), place, form))).toBe('not-allowed')
    expect(await codeOf(verbs.list(clinic, aPatient(), place))).toBe('not-allowed')
    expect(await codeOf(verbs.list(clinic, anonymous, place))).toBe('not-signed-in')
    const elsewhere = aMember({ id: randomUUID() }, 'clinic_admin')
    expect(await codeOf(verbs.remove(clinic, elsewhere, { place, id: randomUUID(), seenVersion: 1 }))).toBe(
      'not-allowed',
    )
  })
})
