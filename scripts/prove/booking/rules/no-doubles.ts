import { at, type Fault, type Proof } from '../proof.ts'
import { liveStatuses, type Slot, type Stretch, stretchOf } from '../state.ts'

/** A visit in a doctor's time, and between which moments it was there for sure. */
export interface Taken extends Stretch {
  readonly id: string
  readonly doctorId: string
  /** The group session it is part of */
  readonly session: Slot | undefined
  /** Booked beyond the rules, and not moved since */
  readonly override: boolean
  readonly since: number
  readonly till: number
}

const fault = (sentence: string): Fault => ({ rule: 'doubles', sentence })

/**
 * No doctor is in two places, in the end and at any moment between an acknowledged booking and whatever ended it. Worked
 * out from the appointments alone, buffers included, without a look at what the database says is occupied. Who was
 * booked beyond the rules may be anywhere.
 */
export function noDoubles(proof: Proof): Fault[] {
  const inTheEnd = takenInTheEnd(proof).filter(({ override }) => !override)
  const meanwhile = takenMeanwhile(proof).filter(({ override }) => !override)
  const clashes = new Map([...clashesOf(meanwhile), ...clashesOf(inTheEnd)])
  return [...[...clashes.values()].map(fault), ...overfullSessions(inTheEnd)]
}

/** Who is alive now, by their own rows. */
export function takenInTheEnd({ state, deeds, slots, visitTypes }: Proof): Taken[] {
  const seatsOf = Map.groupBy(state.seats, ({ appointmentId }) => appointmentId)
  return state.appointments.flatMap(({ id, doctorId, status, startsAt, visitType }) => {
    const visit = visitTypes.get(visitType)
    if (!liveStatuses.has(status) || !visit) return []
    const session = sessionOf((seatsOf.get(id) ?? []).map(({ slotId }) => slots.get(slotId)))
    const placed = deeds.get(id)?.findLast(({ event }) => /^(held|booked|rescheduled)$/.test(event.type))
    const override = placed?.event.override ?? false
    const stretch = stretchOf(visit, startsAt, session)
    return [{ id, doctorId, session, override, since: -Infinity, till: Infinity, ...stretch }]
  })
}

function takenMeanwhile({ deeds, slots, visitTypes, appointments }: Proof): Taken[] {
  return [...deeds].flatMap(([id, all]) => {
    const visit = visitTypes.get(appointments.get(id)?.visitType ?? '')
    if (!visit) return []
    return all.flatMap(({ event, until }, nth) => {
      if (!liveStatuses.has(event.status)) return []
      const session = sessionOf(event.slotIds.map((slotId) => slots.get(slotId)))
      const moved = all.slice(0, nth + 1).some((each) => each.event.type === 'rescheduled')
      const override = !moved && (all[0]?.event.override ?? false)
      const till = Math.min(all[nth + 1]?.since ?? Infinity, event.holdExpiresAt ?? Infinity)
      const stretch = stretchOf(visit, event.startsAt, session)
      return [{ id, doctorId: event.doctorId, session, override, since: until, till, ...stretch }]
    })
  })
}

const sessionOf = (slots: readonly (Slot | undefined)[]): Slot | undefined =>
  slots.find((slot) => slot && slot.capacity > 1)

/** Each with those that begin before it ends; once for each two. */
function clashesOf(taken: readonly Taken[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const ofDoctor of Map.groupBy(taken, ({ doctorId }) => doctorId).values()) {
    const inOrder = ofDoctor.toSorted((a, b) => a.from - b.from)
    for (const [nth, one] of inOrder.entries()) {
      for (let next = nth + 1; next < inOrder.length; next++) {
        const other = inOrder[next] as Taken
        if (other.from >= one.until) break
        const together = one.session !== undefined && one.session === other.session
        const apart = one.id === other.id || one.since >= other.till || other.since >= one.till
        if (together || apart) continue
        const pair = [one.id, other.id].toSorted().join()
        found.set(pair, `Doctor ${one.doctorId} has ${word(one)} and ${word(other)}.`)
      }
    }
  }
  return found
}

const word = ({ id, from, until, since, till }: Taken) =>
  `${id} (occupying ${at(from)} to ${at(until)}${till < Infinity ? `, from ${at(since)} to ${at(till)}` : ''})`

function overfullSessions(taken: readonly Taken[]): Fault[] {
  return [...Map.groupBy(taken, ({ session }) => session)].flatMap(([session, visitors]) =>
    session && visitors.length > session.capacity
      ? [fault(`The session ${session.id} of ${session.capacity} places has ${visitors.length} visitors.`)]
      : [],
  )
}
