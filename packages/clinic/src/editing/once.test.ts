import { afterAll, beforeAll, expect, test } from 'vitest'
import { shifts } from '../calendar/index.ts'
import { aMember, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'

let clinic: TestClinic
beforeAll(async () => {
  clinic = await openTestClinic()
})
afterAll(() => clinic[Symbol.asyncDispose]())

const late = { code: 'late', name: 'Late', from: '19:00', until: '21:00', slotMinutes: 30, capacity: 1 }

test('a creating request makes one thing, however often it is repeated under its key', async () => {
  const admin = aMember(clinic, 'clinic_admin')
  const create = (fingerprint: string, idempotencyKey = 'a lost reply') =>
    shifts.create(clinic, admin, {}, late, undefined, { idempotencyKey, fingerprint })
  const made = await Promise.all([1, 2, 3].map(() => create('aa')))
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  expect((await shifts.list(clinic, admin, {})).filter(({ code }) => code === 'late')).toHaveLength(1)
  expect(await refusalOf(create('bb'))).toMatchObject({ code: 'idempotency-mismatch' })
  // without the key, or under another, it is another request
  expect(await refusalOf(create('aa', 'another'))).toMatchObject({ code: 'already-exists' })
})
