import { anonymous } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { editPolicy, showPolicy } from './index.ts'

let clinic: TestClinic
beforeAll(async () => {
  clinic = await openTestClinic()
})
afterAll(() => clinic[Symbol.asyncDispose]())

const admin = () => aMember(clinic, 'clinic_admin')
const rules = () => showPolicy(clinic, anonymous)
const profile = async () => (await clinic.owner.query('select * from clinic_profile')).rows[0]

describe('editing the booking rules', () => {
  test('changes the rules that are named, raises the version by one, and nothing else', async () => {
    const [before, profileBefore] = [await rules(), await profile()]
    const edit = { cancelUntilMinutes: 45, reminderOffsetsMinutes: [600] }
    const edited = await editPolicy(clinic, admin(), edit, before.version)
    const version = before.version + 1
    expect(edited).toEqual({ ...before, ...edit, version, updatedAt: expect.any(String) })
    expect(Date.parse(edited.updatedAt)).toBeGreaterThan(Date.parse(before.updatedAt))
    expect(await rules()).toEqual(edited)
    expect(await profile()).toEqual({
      ...profileBefore,
      cancel_until_minutes: 45,
      reminder_offsets_minutes: [600],
      version,
      updated_at: new Date(edited.updatedAt),
    })
  })

  test('by an old view is refused with the rules as they are now', async () => {
    const { version } = await rules()
    const edited = await editPolicy(clinic, admin(), { horizonDays: 20 }, version)
    const stale = await refusalOf(editPolicy(clinic, admin(), { horizonDays: 30 }, version))
    expect(stale).toEqual({ code: 'version-mismatch', facts: { current: edited } })
    expect(await rules()).toEqual(edited)
  })

  test('lets exactly one of several at once win, and loses nothing', async () => {
    const before = await rules()
    const wishes = [21, 22, 23, 24, 25, 26]
    const outcomes = await Promise.allSettled(
      wishes.map((horizonDays) => editPolicy(clinic, admin(), { horizonDays }, before.version)),
    )
    const won = outcomes.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : []))
    expect(won).toHaveLength(1)
    expect(won[0]).toMatchObject({ version: before.version + 1 })
    const after = await rules()
    expect(after).toEqual(won[0])
    const lost = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason] : []))
    expect(lost.map(({ code, facts }) => [code, facts.current])).toEqual(
      lost.map(() => ['version-mismatch', after]),
    )
  })

  test('to what they are already changes nothing', async () => {
    const before = await rules()
    expect(await editPolicy(clinic, admin(), { horizonDays: before.horizonDays }, before.version)).toEqual(
      before,
    )
  })

  test('is not for others than the admin of this clinic', async () => {
    const before = await rules()
    const codeFor = async (actor: Parameters<typeof editPolicy>[1]) =>
      (await refusalOf(editPolicy(clinic, actor, { horizonDays: 1 }, before.version))).code
    expect(await codeFor(aMember(clinic, 'staff'))).toBe('not-allowed')
    expect(await codeFor(aPatient())).toBe('not-allowed')
    expect(await codeFor(aMember({ id: crypto.randomUUID() }, 'clinic_admin'))).toBe('not-allowed')
    expect(await codeFor(anonymous)).toBe('not-signed-in')
    expect(await rules()).toEqual(before)
  })
})
