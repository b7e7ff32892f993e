import { defaultBookingPolicy } from '@polyclinic/contract'
import { newKeyRingText, parseKeyRing, Vault } from '@polyclinic/guard'
import type { OpenDatabase } from '@polyclinic/postgres'
import { type FreshDatabase, freshDatabase } from '@polyclinic/postgres/testing'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findIdentity } from '../profile/index.ts'
import { openAs } from '../testing/open-as.ts'
import { smallStaffing } from '../testing/open-test-clinic.ts'
import { doctorPlaces, type Founding, foundClinic } from './found-clinic.ts'

const vault = new Vault(parseKeyRing(newKeyRingText({ development: true }), 'a test'))
let fresh: FreshDatabase
let db: OpenDatabase
beforeEach(async () => {
  fresh = await freshDatabase('clinic')
  db = openAs(fresh.url, 'polyclinic_owner')
})
afterEach(async () => {
  await db.end()
  await fresh[Symbol.asyncDispose]()
})

const founding = (over: Partial<Founding> = {}): Founding => ({
  clinicId: newId(),
  slug: 'riverside',
  name: 'Riverside',
  timeZone: 'Europe/Berlin',
  policy: defaultBookingPolicy,
  staffing: smallStaffing,
  ...over,
})
const everything = async () => {
  const tables = [
    'clinic_profile',
    'specialty',
    'visit_type',
    'doctor',
    'shift',
    'doctor_shift',
    'opening_hours',
    'slot',
  ]
  const read = tables.map(async (table) => [
    table,
    (await db.query(`select * from ${table} order by 1`)).rows,
  ])
  return Object.fromEntries(await Promise.all(read)) as Record<string, Record<string, unknown>[]>
}

describe('founding a clinic', () => {
  test('writes what its staffing says', async () => {
    await foundClinic(db, founding(), vault)
    const { doctor, opening_hours, shift, doctor_shift, slot } = await everything()
    expect(doctor?.map(({ name }) => name).sort()).toEqual(['Ada Byron', 'Ben Okri'])
    expect(opening_hours).toMatchObject([{ weekday: 1, opens_at: '08:00:00', closes_at: '18:00:00' }])
    expect(shift).toHaveLength(2)
    expect(doctor_shift?.map(({ weekdays }) => weekdays)).toEqual(Array(3).fill([1, 2, 3, 4, 5, 6, 7]))
    expect(slot?.length).toBeGreaterThan(0)
  })

  test('keeps a doctor’s contact sealed, and findable by who has the keys', async () => {
    await foundClinic(db, founding(), vault)
    const { doctor = [] } = await everything()
    const ada = doctor.find(({ name }) => name === 'Ada Byron') as Record<'id', string> &
      Record<'wrapped_key' | 'sealed_email' | 'email_index', Buffer>
    expect(ada.sealed_email.includes('ada@')).toBe(false)
    const own = vault.unwrap(ada.wrapped_key, ada.id)
    expect(own.open(ada.sealed_email, doctorPlaces.email)).toBe('ada@clinic.test')
    expect(ada.email_index).toEqual(vault.blindIndex('email', 'Ada@Clinic.test'))
  })

  test('a second time leaves the first founding as it is', async () => {
    await foundClinic(db, founding(), vault)
    const first = await everything()
    await foundClinic(db, founding({ name: 'Another', slug: 'another', timeZone: 'Asia/Tokyo' }), vault)
    expect(await everything()).toEqual(first)
  })

  test('by two at once is done by one', async () => {
    const two = [founding(), founding()]
    await Promise.all(two.map((one) => foundClinic(db, one, vault)))
    expect(two.map(({ clinicId }) => clinicId)).toContain((await findIdentity(db))?.clinicId)
    expect((await everything())['doctor']).toHaveLength(2)
  })

  test('that fails in the middle leaves nothing behind', async () => {
    const shifts = [...smallStaffing.shifts, ...smallStaffing.shifts]
    const faulty = founding({ staffing: { ...smallStaffing, shifts } })
    await expect(foundClinic(db, faulty, vault)).rejects.toMatchObject({ constraint: 'shift_code_key' })
    expect(await findIdentity(db)).toBeUndefined()
    await foundClinic(db, founding(), vault)
    expect((await everything())['shift']).toHaveLength(2)
  })
})
