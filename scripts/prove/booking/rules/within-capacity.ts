import { type Fault, type Proof } from '../proof.ts'
import { liveStatuses, type Seat, type Slot } from '../state.ts'

/** No slot is over its capacity, its counters say how many seats there are, and only who is alive has a seat. */
export function withinCapacity({ state, slots, appointments }: Proof): Fault[] {
  const bySlot = Map.groupBy(state.seats, ({ slotId }) => slotId)
  const fault = (sentence: string): Fault => ({ rule: 'capacity', sentence })
  const seated = state.seats.flatMap(({ slotId, appointmentId }) => {
    const status = appointments.get(appointmentId)?.status ?? 'absent'
    return liveStatuses.has(status)
      ? []
      : [fault(`Slot ${slotId} seats appointment ${appointmentId}, which is ${status}.`)]
  })
  const unknown = [...bySlot.keys()]
    .filter((id) => !slots.has(id))
    .map((id) => fault(`There is no slot ${id}.`))
  return [
    ...seated,
    ...unknown,
    ...state.slots.flatMap((slot) => wrongIn(slot, bySlot.get(slot.id) ?? []).map(fault)),
  ]
}

function wrongIn(slot: Slot, seats: readonly Seat[]): string[] {
  const beyond = seats.filter(({ overbooked }) => overbooked).length
  const normal = seats.length - beyond
  const distinct = new Set(seats.map(({ seat }) => seat)).size
  const people = new Set(seats.map(({ appointmentId }) => appointmentId)).size
  const name = `Slot ${slot.id} of capacity ${slot.capacity}`
  return [
    normal > slot.capacity && `${name} seats ${normal}.`,
    normal !== slot.taken && `${name} seats ${normal} and counts ${slot.taken} as taken.`,
    beyond !== slot.overbooked && `${name} seats ${beyond} beyond it and counts ${slot.overbooked}.`,
    distinct !== seats.length && `${name} gives one seat to two.`,
    people !== seats.length && `${name} gives two seats to one.`,
  ].filter((sentence) => sentence !== false)
}
