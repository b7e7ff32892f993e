import { randomUUID } from 'node:crypto'
import type { Actor } from '@polyclinic/guard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseHold, renewHold } from '../booking/index.ts'
import { closures } from '../calendar/index.ts'
import { aDoctor, doctorNamed } from '../testing/a-doctor.ts'
import { aMember, aPatient, openTestClinic, type TestClinic } from '../testing/open-test-clinic.ts'
import { letBegin } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { newDays, slotsOfDay } from '../testing/slots-of-day.ts'
import { verbsOf } from '../testing/verbs-of.ts'
import { arrive, cancelAppointment, fulfil, noteNoShow, reinstate, showHistory } from './index.ts'

let clinic: TestClinic
let verbs: ReturnType<typeof verbsOf>
let desk: Actor & { accountId: string }
beforeAll(async () => {
  clinic = await openTestClinic({ policy: { horizonDays: 40 } })
  verbs = verbsOf(clinic)
  desk = aMember(clinic, 'staff') as typeof desk
})
afterAll(() => clinic[Symbol.asyncDispose]())

const aDay = newDays()
const aMorning = async () => (await slotsOfDay(clinic, 'Ben Okri', aDay())).slice(0, 8)
const typesFor = async (who: Actor, id: string) =>
  (await showHistory(clinic, who, id)).map(({ type }) => type)

describe('the history of an appointment', () => {
  test('tells all that happened in order, from the hold to the end', async () => {
    const [[slot, other], patient] = [await aMorning(), aPatient()]
    const { id } = await verbs.hold(slot?.id ?? '', patient)
    await renewHold(clinic, patient, id)
    const booked = await verbs.bookHeld(id, patient)
    await verbs.move(booked, other?.id ?? '', patient)
    await letBegin(clinic, id, 5)
    await noteNoShow(clinic, desk, id, 4)
    await reinstate(clinic, desk, id, 5)
    await arrive(clinic, desk, id, 6)
    await fulfil(clinic, desk, id, 7)
    const told = await showHistory(clinic, desk, id)
    expect(told.map(({ type, by, status }) => [type, by, status])).toEqual([
      ['held', 'patient', 'pending'],
      ['hold-renewed', 'patient', 'pending'],
      ['booked', 'patient', 'booked'],
      ['rescheduled', 'patient', 'booked'],
      ['noshow', 'desk', 'noshow'],
      ['reinstated', 'desk', 'booked'],
      ['arrived', 'desk', 'arrived'],
      ['fulfilled', 'desk', 'fulfilled'],
    ])
    expect(Date.parse(told[3]?.startsAt ?? '')).toBe(Date.parse(other?.startsAt ?? ''))
    expect(told[3]?.facts['from']).toMatchObject({ slotIds: [slot?.id] })
  })

  test('tells the desk which account it was, and nobody else', async () => {
    const [[slot], patient] = [await aMorning(), aPatient()]
    const { id } = await verbs.book(slot?.id ?? '', patient)
    await cancelAppointment(clinic, desk, id, 1)
    const actors = async (who: Actor) => (await showHistory(clinic, who, id)).map(({ actor }) => actor)
    expect(await actors(desk)).toEqual([`account:${patient.accountId}`, `account:${desk.accountId}`])
    const ben = aDoctor(clinic, await doctorNamed(clinic, 'Ben Okri'))
    const guardian = { ...aPatient(), guards: async (whose: string) => whose === patient.patientId }
    for (const who of [patient, ben, guardian]) expect(await actors(who)).toEqual([undefined, undefined])
  })

  test('tells of a time that was taken away and given back', async () => {
    const [[slot], admin] = [await aMorning(), aMember(clinic, 'clinic_admin')]
    const { id } = await verbs.book(slot?.id ?? '')
    const closed = { firstDay: slot?.day ?? '', lastDay: slot?.day ?? '' }
    const closure = await closures.create(clinic, admin, {}, closed)
    await closures.remove(clinic, admin, { place: {}, id: closure.id, seenVersion: 1 })
    expect(await typesFor(desk, id)).toEqual(['booked', 'displaced', 'restored'])
  })

  test('of somebody else is as one that is not there, and so is that of a hold', async () => {
    const [[slot, other], patient, stranger] = [await aMorning(), aPatient(), aPatient()]
    const [{ id }, held] = [await verbs.book(slot?.id ?? ''), await verbs.hold(other?.id ?? '', patient)]
    const foreign = await refusalOf(showHistory(clinic, stranger, id))
    const absent = await refusalOf(showHistory(clinic, stranger, randomUUID()))
    expect([foreign.code, foreign]).toEqual(['not-found', absent])
    await releaseHold(clinic, patient, held.id)
    expect((await refusalOf(showHistory(clinic, patient, held.id))).code).toBe('not-found')
  })
})
