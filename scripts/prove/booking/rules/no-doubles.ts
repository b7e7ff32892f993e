import { at, type Fault, type Proof } from '../proof.ts'
import { type Booked, liveStatuses, overlap, type Slot, type Stretch, stretchOf } from '../state.ts'

interface Taken extends Stretch {
  readonly booked: Booked
  /** The group session it is part of */
  readonly session: Slot | undefined
  readonly override: boolean
}

const fault = (sentence: string): Fault => ({ rule: 'doubles', sentence })

/**
 * No doctor is in two places: worked out from the appointments alone, buffers included, without a look at what the
 * database says is occupied. Then that is looked at too: it must cover who is alive, and must not overlap.
 */
export function noDoubles(proof: Proof): Fault[] {
  const taken = takenTimes(proof)
  return [
    ...clashes(taken.filter(({ override }) => !override)),
    ...overfullSessions(taken),
    ...uncovered(taken, proof),
    ...overlappingTimes(proof),
  ]
}

function takenTimes({ state, deeds, slots, visitTypes }: Proof): Taken[] {
  const slotsOf = Map.groupBy(state.seats, ({ appointmentId }) => appointmentId)
  return state.appointments.flatMap((booked) => {
    const visit = visitTypes.get(booked.visitType)
    if (!liveStatuses.has(booked.status) || !visit) return []
    const seats = slotsOf.get(booked.id) ?? []
    const session = seats.map(({ slotId }) => slots.get(slotId)).find((slot) => slot && slot.capacity > 1)
    // a move ends what went beyond the rules
    const placing = deeds.get(booked.id)?.findLast(({ event }) => /^(held|booked|rescheduled)$/.test(event.type))
    const override = placing?.event.override ?? false
    return [{ booked, session, override, ...stretchOf(visit, booked.startsAt, session) }]
  })
}

/** Each with those that begin before it ends. */
function clashes(taken: readonly Taken[]): Fault[] {
  const faults: Fault[] = []
  for (const ofDoctor of Map.groupBy(taken, ({ booked }) => booked.doctorId).values()) {
    const inOrder = ofDoctor.toSorted((a, b) => a.from - b.from)
    for (const [nth, one] of inOrder.entries()) {
      for (const other of inOrder.slice(nth + 1)) {
        if (other.from >= one.until) break
        const together = one.session !== undefined && one.session === other.session
        if (!together) faults.push(fault(`Doctor ${one.booked.doctorId} has ${word(one)} and ${word(other)}.`))
      }
    }
  }
  return faults
}

const word = ({ booked, from, until }: Taken) =>
  `${booked.visitType} ${booked.id} (${booked.status}, occupying ${at(from)} to ${at(until)})`

function overfullSessions(taken: readonly Taken[]): Fault[] {
  const sessions = Map.groupBy(
    taken.filter(({ override, session }) => session && !override),
    ({ session }) => session,
  )
  return [...sessions].flatMap(([session, visitors]) =>
    session && visitors.length > session.capacity
      ? [fault(`The session ${session.id} of ${session.capacity} places has ${visitors.length} visitors.`)]
      : [],
  )
}

/** Who shares another's time by override need not be covered. */
function uncovered(taken: readonly Taken[], { state }: Proof): Fault[] {
  const times = new Map(state.times.map((each) => [each.id, each]))
  return taken.flatMap((each) => {
    const time = times.get(each.booked.doctorTimeId ?? '')
    if (!time) return [fault(`${word(each)} is alive and occupies no time.`)]
    const { startsAt, endsAt, doctorId } = each.booked
    const covers = time.doctorId === doctorId && time.from <= startsAt && endsAt <= time.until
    return covers || each.override ? [] : [fault(`${word(each)} lies outside of the time it occupies.`)]
  })
}

function overlappingTimes({ state }: Proof): Fault[] {
  const used = new Set(state.appointments.map(({ doctorTimeId }) => doctorTimeId))
  const orphans = state.times.filter(({ id }) => !used.has(id)).map(({ id }) => `Nobody has the time ${id}.`)
  const doubled: string[] = []
  for (const ofDoctor of Map.groupBy(state.times, ({ doctorId }) => doctorId).values()) {
    const inOrder = ofDoctor.toSorted((a, b) => a.from - b.from)
    for (const [nth, one] of inOrder.entries()) {
      const next = inOrder[nth + 1]
      if (next && overlap(one, next)) doubled.push(`Times ${one.id} and ${next.id} of one doctor overlap.`)
    }
  }
  return [...orphans, ...doubled].map(fault)
}
