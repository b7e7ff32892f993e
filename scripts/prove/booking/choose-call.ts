import { setTimeout as pause } from 'node:timers/promises'
import type { Board } from './board.ts'
import { type Asked, clock, type Given } from './history.ts'
import { type Planned, planEdit, planOfHold, planTaking } from './planned.ts'
import { nextMeeting, type Playground, visitFor } from './playground.ts'
import { visits } from './proof-manifest.ts'
import type { Random } from './random.ts'

/** What a client knows when it makes up its mind. */
export interface Situation {
  readonly random: Random
  readonly board: Board
  readonly playground: Playground
  /** Of a patient; the desk acts for one of those whom the clinic knows */
  readonly patientId: string | undefined
  readonly knownPatients: readonly string[]
  readonly holds: readonly Given[]
  newKey(): string
  /** The slot's version now; undefined where nobody answers */
  lookAtSlot(slotId: string): Promise<number | undefined>
}

/** How often each is tried. Whoever has much gives back, so that there is always something to win. */
const patientHabits = { take: 30, hold: 12, bookHeld: 12, tendHold: 6, cancel: 10, reschedule: 12, meet: 20 }
const deskHabits = { take: 12, hold: 4, bookHeld: 4, tendHold: 2, cancel: 6, reschedule: 6, attend: 8 }
const adminHabits = { override: 8, attend: 2, cancel: 16, reschedule: 4 }
const habitsOf = { patient: patientHabits, staff: deskHabits, clinic_admin: adminHabits } as const
const muchOfAPatient = 3

type Habit = keyof typeof choices

/** Draws what a client does next; undefined where there is nothing to do it with. */
export async function chooseCall(
  role: keyof typeof habitsOf,
  situation: Situation,
): Promise<Planned | undefined> {
  const { random, board, patientId } = situation
  const habits: Readonly<Record<string, number>> = habitsOf[role]
  const full = patientId !== undefined && board.of(patientId).length >= muchOfAPatient
  const habit = random.weighted(full ? { ...habits, take: 3, hold: 2, meet: 3, cancel: 40 } : habits) as Habit
  return choices[habit](situation)
}

const choices = {
  async take({ random, playground, newKey, lookAtSlot, ...who }: Situation) {
    const place = random.oneOf(playground.places)
    const visitType = visitFor(random, place)
    const whose = patientOf({ random, ...who })
    const way = random.weighted({ slot: 6, version: 2, staleVersion: 1, any: 3, anyOfTwo: 1 })
    if (way === 'any' || way === 'anyOfTwo') {
      const startsAt = new Date(place.startsAt).toISOString()
      const two = { doctors: [random.oneOf(playground.doctors), random.oneOf(playground.doctors)] }
      const asked = { startsAt, visitType, ...whose, ...(way === 'anyOfTwo' && two) }
      return planTaking('book', newKey(), asked)
    }
    const asked: Asked = { slotId: place.slotId, visitType, ...whose }
    const seen = way === 'slot' ? undefined : await lookAtSlot(place.slotId)
    if (seen === undefined) return planTaking('book', newKey(), asked)
    const slotVersion = way === 'staleVersion' ? Math.max(1, seen - 1) : seen
    return planTaking('book', newKey(), { ...asked, slotVersion })
  },
  async hold({ random, playground, newKey, ...who }: Situation) {
    const place = random.oneOf(playground.places)
    const asked = {
      slotId: place.slotId,
      visitType: visitFor(random, place),
      ...patientOf({ random, ...who }),
    }
    return planTaking('hold', newKey(), asked)
  },
  async meet({ random, playground, newKey, ...who }: Situation) {
    const { places, at } = nextMeeting(playground, clock())
    if (places.length === 0) return undefined
    const { slotId } = random.oneOf(places)
    await pause(Math.max(0, at - clock()))
    return planTaking('book', newKey(), {
      slotId,
      visitType: visits.buffered,
      ...patientOf({ random, ...who }),
    })
  },
  async bookHeld({ random, holds, newKey }: Situation) {
    return holds.length > 0 ? planTaking('book', newKey(), { holdId: random.oneOf(holds).id }) : undefined
  },
  async tendHold({ random, holds }: Situation) {
    if (holds.length === 0) return undefined
    return planOfHold(random.chance(0.5) ? 'renew' : 'release', random.oneOf(holds).id)
  },
  async cancel({ random, board, ...who }: Situation) {
    const given = board.some(random, (each) => mayTouch(who, each) && each.status === 'booked')
    return given && planEdit('cancel', seenOf(random, given))
  },
  async reschedule({ random, board, playground, ...who }: Situation) {
    const given = board.some(random, (each) => mayTouch(who, each) && each.status === 'booked')
    if (!given) return undefined
    const { slotId } = random.oneOf(playground.places)
    return planEdit('reschedule', { ...seenOf(random, given), slotId, visitType: given.visitType })
  },
  async attend({ random, board }: Situation) {
    const given = board.some(random, () => true)
    if (!given) return undefined
    const begun = Date.parse(given.startsAt) < clock()
    const chances = begun ? { arrive: 3, noShow: 4, fulfil: 3 } : { arrive: 8, noShow: 1, fulfil: 1 }
    const verb = given.status === 'arrived' ? 'fulfil' : random.weighted(chances)
    return planEdit(verb, seenOf(random, given))
  },
  async override({ random, playground, knownPatients, newKey }: Situation) {
    const place = random.oneOf(playground.places)
    // into a slot that may be full, between slots, or what took place an hour ago and was never written down
    const minutes = random.chance(0.7) ? 0 : 5 + random.below(20)
    const before = random.chance(0.2) ? place.startsAt - clock() + 3_600_000 : 0
    const asked = {
      doctorId: place.doctorId,
      startsAt: new Date(Math.floor(place.startsAt - before) + minutes * 60_000).toISOString(),
      visitType: visitFor(random, place),
      patientId: random.oneOf(knownPatients),
    }
    return planTaking('override', newKey(), asked, { justification: 'It cannot wait' })
  },
} satisfies Record<string, (situation: Situation) => Promise<Planned | undefined>>

type Who = Pick<Situation, 'patientId' | 'knownPatients'>

const patientOf = ({ random, patientId, knownPatients }: Who & Pick<Situation, 'random'>) =>
  patientId === undefined ? { patientId: random.oneOf(knownPatients) } : {}

const mayTouch = ({ patientId }: Pick<Who, 'patientId'>, given: Given): boolean =>
  patientId === undefined || given.patientId === patientId

/** Now and then by an old view. */
const seenOf = (random: Random, { id, version }: Given): Asked & { appointmentId: string } => ({
  appointmentId: id,
  version: random.chance(0.05) ? Math.max(1, version - 1) : version,
})
