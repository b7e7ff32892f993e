import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancelAppointment, showAppointment } from '../appointments/index.ts'
import { releaseHold, renewHold, showHold } from '../booking/index.ts'
import { doctorNamed } from '../testing/a-doctor.ts'
import { openWaitingClinic, type WaitingClinic } from '../testing/full-mornings.ts'
import { aPatient } from '../testing/open-test-clinic.ts'
import { letLapse } from '../testing/passing-time.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { slotNow, slotsOfDay } from '../testing/slots-of-day.ts'
import { tendClinic } from '../tending/index.ts'
import { acceptOffer, declineOffer, showWaitlistEntry } from './index.ts'

let here: WaitingClinic
let ben: string
beforeAll(async () => {
  here = await openWaitingClinic({ waitlistOfferMinutes: 90 })
  ben = await doctorNamed(here.clinic, 'Ben Okri')
})
afterAll(() => here.clinic[Symbol.asyncDispose]())

const clock = { kind: 'system', name: 'worker' } as const
/** Somebody who waits for Ben on that day. */
async function waiting(day: string, over = {}, patient = aPatient()) {
  const { id } = await here.verbs.join({ from: day, to: day, doctors: [ben], ...over }, patient)
  const now = () => showWaitlistEntry(here.clinic, patient, id)
  return { id, patient, now, state: async () => (await now()).state }
}
type Waiting = Awaited<ReturnType<typeof waiting>>
const states = (...all: Waiting[]) => Promise.all(all.map(({ state }) => state()))
const accept = ({ id, patient }: Waiting, context = here.verbs.context()) =>
  acceptOffer(here.clinic, patient, id, context)
const decline = ({ id, patient }: Waiting) => declineOffer(here.clinic, patient, id)
async function lapse({ now }: Waiting) {
  await letLapse(here.clinic, (await now()).offer?.id ?? '')
}

describe('a time that is freed', () => {
  test('is offered to who waits longest, and nobody else can have it meanwhile', async () => {
    const { day, slots, free } = await here.fullMorning()
    const [first, second] = [await waiting(day), await waiting(day)]
    expect(await states(first, second)).toEqual(['waiting', 'waiting'])
    await free()
    const { offer, state } = await first.now()
    expect([state, await second.state(), offer?.renewable]).toEqual(['offered', 'waiting', false])
    expect(Date.parse(offer?.startsAt ?? '')).toBe(Date.parse(slots[0].startsAt))
    const minutes = (Date.parse(offer?.expiresAt ?? '') - Date.now()) / 60_000
    expect([minutes > 89, minutes < 91]).toEqual([true, true])
    for (const attempt of [here.verbs.book, here.verbs.hold]) {
      expect((await refusalOf(attempt(slots[0].id, second.patient))).code).toBe('slot-held')
    }
  })

  test('is seen free by nobody in between, however many try', async () => {
    const { day, slots, free } = await here.fullMorning()
    const [first, rivals] = [
      await waiting(day),
      Array.from({ length: 40 }, () => here.verbs.book(slots[0].id)),
    ]
    const [, ...outcomes] = await Promise.allSettled([free(), ...rivals])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([])
    expect(await first.state()).toBe('offered')
  })

  test('by a move is offered as well', async () => {
    const { day, booked } = await here.fullMorning()
    const [first, [to]] = [await waiting(day), await slotsOfDay(here.clinic, 'Ben Okri', here.aDay())]
    await here.verbs.move(booked[1], to?.id ?? '', here.desk)
    expect(await first.state()).toBe('offered')
  })

  test('by a hold that was given back is offered as well', async () => {
    const [slot, second] = await slotsOfDay(here.clinic, 'Ben Okri', here.aDay())
    const holder = aPatient()
    const { id } = await here.verbs.hold(slot?.id ?? '', holder)
    await here.verbs.book(second?.id ?? '')
    const first = await waiting(slot?.day ?? '')
    expect(await first.state()).toBe('waiting')
    await releaseHold(here.clinic, holder, id)
    expect(await first.state()).toBe('offered')
  })

  test('twice over is offered to two', async () => {
    const { day, free } = await here.fullMorning()
    const all = [await waiting(day), await waiting(day), await waiting(day)] as const
    await Promise.all([free(0), free(1)])
    await tendClinic(here.clinic, clock)
    expect((await states(...all)).toSorted()).toEqual(['offered', 'offered', 'waiting'])
    expect(await all[2].state()).toBe('waiting')
  })

  test('lets a longer visit begin in the slot before it, which is free already', async () => {
    const { day, slots, free, booked } = await here.fullMorning()
    await cancelAppointment(here.clinic, here.desk, booked[0].id, 1)
    const long = await waiting(day, { visitType: 'long-visit' })
    expect(await long.state()).toBe('waiting')
    await free(1)
    const { offer } = await long.now()
    expect(Date.parse(offer?.startsAt ?? '')).toBe(Date.parse(slots[0].startsAt))
    expect([await slotNow(here.clinic, slots[0].id), await slotNow(here.clinic, slots[1].id)]).toMatchObject([
      { taken: 1 },
      { taken: 1 },
    ])
  })
})

describe('an offer', () => {
  test('that is accepted is booked, and the entry says so', async () => {
    const { day, slots, free } = await here.fullMorning()
    const [first, key] = [await waiting(day), here.verbs.context()]
    await free()
    const [booked, again] = await Promise.all([accept(first, key), accept(first, key)])
    expect(again).toEqual(booked)
    expect(booked).toMatchObject({ status: 'booked', patientId: first.patient.patientId })
    expect(await first.now()).toMatchObject({ state: 'booked', appointmentId: booked.id })
    expect(await showAppointment(here.clinic, first.patient, booked.id)).toEqual(booked)
    expect(await slotNow(here.clinic, slots[0].id)).toMatchObject({ taken: 1, heldUntil: null })
    expect((await refusalOf(accept(first))).code).toBe('hold-ended')
    expect((await refusalOf(decline(first))).facts).toEqual({ state: 'booked' })
  })

  test('that is declined passes to the next, and never comes back', async () => {
    const { day, free } = await here.fullMorning()
    const [first, second] = [await waiting(day), await waiting(day)]
    await free()
    expect((await decline(first)).state).toBe('waiting')
    expect(await states(first, second)).toEqual(['waiting', 'offered'])
    await decline(second)
    await tendClinic(here.clinic, clock)
    expect(await states(first, second)).toEqual(['waiting', 'waiting'])
    await free(1)
    expect(await states(first, second)).toEqual(['offered', 'waiting'])
  })

  test('that nobody answers passes to the next when its time is over, and then the place is anybody’s', async () => {
    const { day, slots, free } = await here.fullMorning()
    const [first, second] = [await waiting(day), await waiting(day)]
    await free()
    await lapse(first)
    expect((await refusalOf(accept(first))).code).toBe('hold-ended')
    expect((await tendClinic(here.clinic, clock)).lapsed).toBe(1)
    expect(await states(first, second)).toEqual(['waiting', 'offered'])
    expect((await refusalOf(accept(first))).code).toBe('transition-not-allowed')
    await lapse(second)
    await tendClinic(here.clinic, clock)
    expect(await states(first, second)).toEqual(['waiting', 'waiting'])
    expect((await here.verbs.book(slots[0].id)).status).toBe('booked')
  })

  test('whose time is over goes to who waits, though somebody else asks for it first', async () => {
    const { day, slots, free } = await here.fullMorning()
    const [first, second] = [await waiting(day), await waiting(day)]
    await free()
    await lapse(first)
    expect((await refusalOf(here.verbs.book(slots[0].id))).code).toBe('slot-held')
    expect(await states(first, second)).toEqual(['waiting', 'offered'])
  })

  test('is a hold of its patient: shown to them, given back, but not made longer', async () => {
    const { day, free } = await here.fullMorning()
    const [first, second] = [await waiting(day), await waiting(day)]
    await free()
    const id = (await first.now()).offer?.id ?? ''
    expect((await showHold(here.clinic, first.patient, id)).id).toBe(id)
    expect((await refusalOf(showHold(here.clinic, second.patient, id))).code).toBe('not-found')
    const longer = await refusalOf(renewHold(here.clinic, first.patient, id))
    expect(longer.facts).toEqual({ rule: 'hold-renewals', limit: 1 })
    await releaseHold(here.clinic, first.patient, id)
    expect(await states(first, second)).toEqual(['waiting', 'offered'])
  })

  test('of a session is one at a time, though it has more places', async () => {
    const session = (await slotsOfDay(here.clinic, 'Ada Byron', here.aDay())).at(-1)
    const inside = [1, 2, 3].map(() => here.verbs.book(session?.id ?? ''))
    const booked = await Promise.all(inside)
    const wishes = { doctors: undefined, partsOfDay: ['evening' as const] }
    const [first, second] = [
      await waiting(session?.day ?? '', wishes),
      await waiting(session?.day ?? '', wishes),
    ]
    for (const { id } of booked.slice(0, 2)) await cancelAppointment(here.clinic, here.desk, id, 1)
    expect(await states(first, second)).toEqual(['offered', 'waiting'])
    await accept(first)
    await tendClinic(here.clinic, clock)
    expect(await states(first, second)).toEqual(['booked', 'offered'])
  })
})
