import type { Fault, Proof } from '../proof.ts'
import { overlap } from '../state.ts'
import { takenInTheEnd } from './no-doubles.ts'

const fault = (sentence: string): Fault => ({ rule: 'times', sentence })

/** What the database says is occupied covers who is alive, belongs to somebody, and does not overlap. */
export const timesKept = (proof: Proof): Fault[] => [...uncovered(proof), ...overlappingTimes(proof)]

/** Who shares another's time by override need not be covered. */
function uncovered(proof: Proof): Fault[] {
  const times = new Map(proof.state.times.map((each) => [each.id, each]))
  return takenInTheEnd(proof).flatMap(({ id, override }) => {
    const booked = proof.appointments.get(id)
    const time = times.get(booked?.doctorTimeId ?? '')
    if (!booked || !time) return [fault(`Appointment ${id} is alive and occupies no time.`)]
    const { startsAt, endsAt, doctorId } = booked
    const covers = time.doctorId === doctorId && time.from <= startsAt && endsAt <= time.until
    return covers || override ? [] : [fault(`Appointment ${id} lies outside of the time it occupies.`)]
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
