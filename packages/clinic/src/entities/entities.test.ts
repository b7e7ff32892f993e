import { OptimisticLockError } from '@mikro-orm/core'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import {
  clinicEntities,
  Doctor,
  DoctorShift,
  KnownPatient,
  OpeningHours,
  Shift,
  Specialty,
  VisitType,
} from './index.ts'

let clinic: TestClinic
beforeAll(async () => {
  clinic = await openTestClinic()
})
afterAll(() => clinic[Symbol.asyncDispose]())

describe('the entities', () => {
  test.each(clinicEntities.map((entity) => [entity.meta.className, entity] as const))(
    'read %s as the runtime role',
    async (_, entity) => {
      expect(Array.isArray(await clinic.unitOfWork().find(entity as typeof Shift, {}))).toBe(true)
    },
  )

  test('add a doctor with shifts, and leave to the database what is its own', async () => {
    const work = clinic.unitOfWork()
    const specialty = work.create(Specialty, { code: 'radiology', name: 'Radiology' })
    const shift = await work.findOneOrFail(Shift, { code: 'morning' })
    const doctor = work.create(Doctor, {
      id: newId(),
      name: 'Marie Daly',
      specialty,
      languages: ['en', 'de-AT'],
      wrappedKey: Buffer.from('wrapped'),
    })
    work.create(DoctorShift, { doctor, shift, weekdays: [1, 5] })
    await work.flush()
    const again = await clinic.unitOfWork().findOneOrFail(Doctor, doctor.id)
    expect(again).toMatchObject({ languages: ['en', 'de-AT'], active: true, activeId: doctor.id, version: 1 })
    expect(again.wrappedKey.toString()).toBe('wrapped')
    const assigned = await clinic.unitOfWork().findOneOrFail(DoctorShift, { doctor: doctor.id })
    expect(assigned).toMatchObject({ weekdays: [1, 5], validFrom: '-infinity', validUntil: 'infinity' })
  })

  test('know a patient under a number that the database counts', async () => {
    const work = clinic.unitOfWork()
    const known = work.create(KnownPatient, { patientId: newId(), consentedAt: new Date() })
    await work.flush()
    expect(known).toMatchObject({ localNumber: expect.any(Number), state: 'active', version: 1 })
  })

  test.each([
    ['a shift', Shift, { name: 'Early' }],
    ['a visit type', VisitType, { minutes: 25 }],
    ['opening hours', OpeningHours, { closesAt: '20:00:00' }],
    ['a doctor', Doctor, { active: true, name: 'A. Byron' }],
  ])(
    'edit %s under the version that was seen, raise it by one, and date the edit',
    async (_, entity, edit) => {
      const [mine, theirs] = [clinic.unitOfWork(), clinic.unitOfWork()]
      const one = (work: typeof mine) => work.findOneOrFail(entity as typeof Shift, { version: 1 })
      const [seen, stale] = [await one(mine), await one(theirs)]
      Object.assign(seen, edit)
      await mine.flush()
      expect(seen.version).toBe(2)
      const stored = await clinic.unitOfWork().findOneOrFail(entity as typeof Shift, seen.id)
      expect(stored).toMatchObject({ ...edit, version: 2 })
      expect(stored.updatedAt.getTime()).toBeGreaterThan(stored.createdAt.getTime())
      Object.assign(stale, edit)
      await expect(theirs.flush()).rejects.toThrow(OptimisticLockError)
    },
  )

  test('raise the version of a row that plain SQL edits, too', async () => {
    const { rows } = await clinic.database.query<{ version: number }>(
      "update specialty set name = 'Family' where code = 'family-medicine' returning version",
    )
    expect(rows).toEqual([{ version: 2 }])
  })
})
