import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doctorNamed } from '../testing/a-doctor.ts'
import { dayFromToday } from '../testing/calendar-of.ts'
import { footprint } from '../testing/footprint.ts'
import { openWaitingClinic, type WaitingClinic } from '../testing/full-mornings.ts'
import { aMember, aPatient } from '../testing/open-test-clinic.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { setState } from '../testing/set-state.ts'
import { acceptOffer, declineOffer, leaveWaitlist, listWaitlist, showWaitlistEntry } from './index.ts'

let here: WaitingClinic
let ben: string
beforeAll(async () => {
  here = await openWaitingClinic()
  ben = await doctorNamed(here.clinic, 'Ben Okri')
})
afterAll(() => here.clinic[Symbol.asyncDispose]())

const never = { from: '2190-01-01', to: '2190-01-31' }

describe('whoever joins the waitlist', () => {
  test('waits for what they wish', async () => {
    const patient = aPatient()
    const wishes = {
      ...never,
      doctors: [ben],
      specialty: 'family-medicine',
      partsOfDay: ['morning' as const],
    }
    const entry = await here.verbs.join(wishes, patient)
    expect(entry).toEqual({
      id: expect.any(String),
      patientId: patient.patientId,
      visitType: 'consultation',
      ...wishes,
      state: 'waiting',
      joinedAt: expect.any(String),
      version: 1,
    })
    expect(await showWaitlistEntry(here.clinic, patient, entry.id)).toEqual(entry)
  })

  test('is offered at once what is free already', async () => {
    const { day, slots, free } = await here.fullMorning()
    await free(1)
    const entry = await here.verbs.join({ from: day, to: day, doctors: [ben] })
    expect(entry.state).toBe('offered')
    expect(Date.parse(entry.offer?.startsAt ?? '')).toBe(Date.parse(slots[1].startsAt))
  })

  test('joins once under one key', async () => {
    const [patient, key] = [aPatient(), here.verbs.context()]
    const replies = await Promise.all([1, 2, 3].map(() => here.verbs.join(never, patient, key)))
    expect(replies).toEqual(Array(3).fill(replies[0]))
    const misused = here.verbs.join(never, patient, { ...key, fingerprint: 'ab' })
    expect((await refusalOf(misused)).code).toBe('idempotency-mismatch')
  })

  test('may be the desk for a patient it knows, or a guardian for a dependent', async () => {
    const [patient, child] = [aPatient(), aPatient()]
    const unknown = here.verbs.join({ ...never, patientId: patient.patientId }, here.desk)
    expect((await refusalOf(unknown)).code).toBe('patient-unknown')
    await here.verbs.join(never, patient)
    const byDesk = await here.verbs.join({ ...never, patientId: patient.patientId }, here.desk)
    expect(byDesk.patientId).toBe(patient.patientId)
    const guardian = { ...aPatient(), guards: async (id: string) => id === child.patientId }
    const forChild = await here.verbs.join({ ...never, patientId: child.patientId }, guardian)
    expect(await showWaitlistEntry(here.clinic, child, forChild.id)).toEqual(forChild)
    const { items } = await listWaitlist(here.clinic, guardian, { patient: child.patientId, limit: 10 })
    expect(items).toEqual([forChild])
    const strangers = here.verbs.join({ ...never, patientId: child.patientId })
    expect((await refusalOf(strangers)).code).toBe('not-allowed')
  })

  test('waits for at most ten visits, though all requests come at once', async () => {
    const patient = aPatient()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, () => here.verbs.join(never, patient)),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    const refused = outcomes.flatMap((o) => (o.status === 'rejected' ? [o.reason.facts] : []))
    expect(refused).toEqual(Array(2).fill({ rule: 'waitlist-entries-per-patient', limit: 10 }))
    const [one] = (await listWaitlist(here.clinic, patient, { limit: 1 })).items
    await leaveWaitlist(here.clinic, patient, one?.id ?? '')
    expect((await here.verbs.join(never, patient)).state).toBe('waiting')
  })

  test.each([
    ['a visit that there is not', { visitType: 'surgery' }, 'invalid-request'],
    ['a doctor who is not here', { doctors: [randomUUID()] }, 'invalid-request'],
    ['a specialty that there is not', { specialty: 'alchemy' }, 'invalid-request'],
    ['days that are over', { from: '2020-01-01', to: '2020-01-31' }, 'outside-policy'],
  ])('is refused with %s, and nothing is noted', async (_, over, code) => {
    const before = await footprint(here.clinic)
    expect((await refusalOf(here.verbs.join({ ...never, ...over }))).code).toBe(code)
    expect(await footprint(here.clinic)).toEqual(before)
  })

  test('is refused when blocked or erased, and where the clinic is suspended', async () => {
    for (const [state, code] of [
      ['blocked', 'patient-blocked'],
      ['erased', 'patient-unknown'],
    ] as const) {
      const patient = aPatient()
      await here.verbs.join(never, patient)
      await setState(here.clinic, patient.patientId, state)
      expect((await refusalOf(here.verbs.join(never, patient))).code).toBe(code)
    }
    const suspended = verbsOf({ ...here.clinic, suspended: true })
    expect((await refusalOf(suspended.join(never))).code).toBe('clinic-suspended')
  })
})

describe('the list of who waits', () => {
  test('is all for the desk, longest first and page by page, and one’s own for a patient', async () => {
    const patient = aPatient()
    const own = [await here.verbs.join(never, patient), await here.verbs.join(never, patient)]
    const mine = await listWaitlist(here.clinic, patient, { limit: 10 })
    expect(mine.items).toEqual(own)
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await listWaitlist(here.clinic, here.desk, { limit: 7, cursor })
      all.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== undefined)
    expect(all.slice(-2)).toEqual(own.map(({ id }) => id))
    expect(new Set(all).size).toBe(all.length)
    const offered = await listWaitlist(here.clinic, here.desk, { state: 'offered', limit: 200 })
    expect(new Set(offered.items.map(({ state }) => state))).toEqual(new Set(['offered']))
    const foreign = listWaitlist(here.clinic, aPatient(), { patient: patient.patientId, limit: 1 })
    expect((await refusalOf(foreign)).code).toBe('not-allowed')
  })
})

describe('an entry', () => {
  test('is left once, and what was offered passes on', async () => {
    const { day, free } = await here.fullMorning()
    const [first, second] = [aPatient(), aPatient()]
    const { id } = await here.verbs.join({ from: day, to: day, doctors: [ben] }, first)
    const next = await here.verbs.join({ from: day, to: day, doctors: [ben] }, second)
    await free()
    expect((await leaveWaitlist(here.clinic, first, id)).state).toBe('left')
    expect((await showWaitlistEntry(here.clinic, second, next.id)).state).toBe('offered')
    const again = await refusalOf(leaveWaitlist(here.clinic, first, id))
    expect(again).toEqual({ code: 'transition-not-allowed', facts: { state: 'left' } })
  })

  test('of somebody else is as one that is not there', async () => {
    const { id } = await here.verbs.join(never)
    const [stranger, context] = [aPatient(), here.verbs.context()]
    const attempts = [showWaitlistEntry, leaveWaitlist, declineOffer, acceptOffer]
    for (const verb of attempts) {
      const foreign = await refusalOf(verb(here.clinic, stranger, id, context))
      const absent = await refusalOf(verb(here.clinic, stranger, randomUUID(), context))
      expect([foreign.code, foreign]).toEqual(['not-found', absent])
    }
    const elsewhere = aMember({ id: randomUUID() }, 'staff')
    expect((await refusalOf(showWaitlistEntry(here.clinic, elsewhere, id))).code).toBe('not-allowed')
    expect((await refusalOf(declineOffer(here.clinic, here.desk, id))).facts).toEqual({ state: 'waiting' })
  })

  test('that began in the past waits for what is left of its days', async () => {
    const [from, to] = [await dayFromToday(here.clinic, -3), await dayFromToday(here.clinic, 0)]
    expect((await here.verbs.join({ from, to, doctors: [ben] })).from).toBe(from)
  })
})
