import { type Deed, slackMilliseconds } from './explain-events.ts'
import type { Call } from './history.ts'
import type { Proof } from './proof.ts'
import { liveStatuses, overlap, type Slot, type Stretch, stretchOf } from './state.ts'

/** A doctor's time that may have been somebody's, and between which moments it may have been. */
export interface Occupation extends Stretch {
  readonly appointmentId: string
  readonly slotIds: readonly string[]
  readonly hold: boolean
  readonly since: number
  readonly till: number
}

/** What may have been occupied, by doctor and place in time. */
export interface Occupations {
  /** Of that doctor, overlapping that stretch, possibly there at some moment of the call. */
  during(call: Call, doctorId: string, stretch: Stretch): Occupation[]
  /** The same at whatever moment, to be told of */
  ever(doctorId: string, stretch: Stretch): Occupation[]
}

const hour = 3_600_000

export function findOccupations(proof: Proof): Occupations {
  const buckets = new Map<string, Occupation[]>()
  const bucketsOf = ({ from, until }: Stretch) =>
    Array.from({ length: Math.floor(until / hour) - Math.floor(from / hour) + 1 }, (_, nth) =>
      String(Math.floor(from / hour) + nth),
    )
  const add = (doctorId: string, occupation: Occupation) => {
    for (const each of bucketsOf(occupation)) {
      const name = `${doctorId} ${each}`
      buckets.set(name, [...(buckets.get(name) ?? []), occupation])
    }
  }
  for (const [id, deeds] of proof.deeds) {
    for (const [nth, deed] of deeds.entries()) {
      const occupation = occupationOf(id, deed, deeds[nth + 1], proof)
      if (occupation) add(deed.event.doctorId, occupation)
    }
  }
  for (const call of proof.calls) {
    const lost = lostOccupation(call, proof)
    if (lost && call.given) add(call.given.doctorId, lost)
  }
  const ever = (doctorId: string, stretch: Stretch): Occupation[] => {
    const near = bucketsOf(stretch).flatMap((each) => buckets.get(`${doctorId} ${each}`) ?? [])
    return [...new Set(near)].filter((each) => overlap(each, stretch))
  }
  return {
    ever,
    during: ({ sentAt, doneAt }, doctorId, stretch) =>
      ever(doctorId, stretch).filter(({ since, till }) => since <= doneAt && sentAt <= till),
  }
}

function occupationOf(
  appointmentId: string,
  { event, since }: Deed,
  next: Deed | undefined,
  { visitTypes, slots, appointments }: Proof,
): Occupation | undefined {
  const visit = visitTypes.get(appointments.get(appointmentId)?.visitType ?? '')
  if (!visit || !liveStatuses.has(event.status)) return undefined
  const session = event.slotIds.map((id) => slots.get(id)).find((slot) => slot && slot.capacity > 1)
  const end = event.holdExpiresAt === null ? Infinity : event.holdExpiresAt + slackMilliseconds
  return {
    appointmentId,
    slotIds: event.slotIds,
    hold: event.holdExpiresAt !== null,
    since,
    till: Math.min(end, next?.until ?? Infinity),
    ...stretchOf(visit, event.startsAt, session),
  }
}

/** Was acknowledged and is not there any more: until it was lost it stood in others' way. */
function lostOccupation({ given, outcome, sentAt }: Call, proof: Proof): Occupation | undefined {
  const visit = proof.visitTypes.get(given?.visitType ?? '')
  if (outcome !== 'ok' || !given || !visit || !liveStatuses.has(given.status)) return undefined
  if (proof.deeds.get(given.id)?.some(({ event }) => event.version === given.version)) return undefined
  const startsAt = Date.parse(given.startsAt)
  const chain = chainFrom(proof, given.doctorId, startsAt, visit.minutes)
  return {
    appointmentId: given.id,
    slotIds: chain.map(({ id }) => id),
    hold: given.expiresAt !== undefined,
    since: sentAt,
    till: Infinity,
    ...stretchOf(
      visit,
      startsAt,
      chain.find(({ capacity }) => capacity > 1),
    ),
  }
}

/** The open slots that a visit takes which begins then, in order. */
export function chainFrom({ state }: Proof, doctorId: string, startsAt: number, minutes: number): Slot[] {
  return openSlots(state.slots, doctorId).filter(
    (slot) => slot.startsAt >= startsAt && slot.startsAt < startsAt + minutes * 60_000,
  )
}

const sorted = new WeakMap<readonly Slot[], Map<string, Slot[]>>()

function openSlots(all: readonly Slot[], doctorId: string): Slot[] {
  let byDoctor = sorted.get(all)
  if (!byDoctor) {
    const open = all.filter((slot) => slot.open).toSorted((a, b) => a.startsAt - b.startsAt)
    byDoctor = Map.groupBy(open, (slot) => slot.doctorId)
    sorted.set(all, byDoctor)
  }
  return byDoctor.get(doctorId) ?? []
}
