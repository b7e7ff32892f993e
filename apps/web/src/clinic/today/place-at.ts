import type { Calendar } from '@polyclinic/contract'
import type { FreeTime } from '../visit/index.ts'
import type { CalendarSlot, VisitPayload } from './board-events.ts'

/** Nobody drops to the minute: so far beside the beginning of a free time still means it. */
const nearMinutes = 20

/**
 * The time of a doctor that a drop of a visit at a clock of the wall means: the nearest that is free, or that it has itself,
 * since a long visit may move by half its length. Nothing where there is none; `here` where it would stay.
 */
export function placeAt(
  calendar: Calendar,
  { visit }: VisitPayload,
  doctorId: string,
  wall: string,
): FreeTime | 'here' | undefined {
  const doctor = calendar.doctors.find(({ id }) => id === doctorId)
  if (!doctor) return undefined
  const [date, clock] = [wall.slice(0, 10), minutesOf(wall.slice(11))]
  const isOwn = (slot: CalendarSlot) =>
    !visit.displaced &&
    doctor.appointments.some(({ id }) => id === visit.id) &&
    slot.startsAt < visit.endsAt &&
    slot.endsAt > visit.startsAt
  const [nearest] = doctor.slots
    .filter((slot) => slot.localDate === date && slot.state === 'open' && (slot.free > 0 || isOwn(slot)))
    .map((slot) => ({ slot, off: Math.abs(minutesOf(slot.localTime) - clock) }))
    .filter(({ off }) => off <= nearMinutes)
    .sort((a, b) => a.off - b.off)
  if (!nearest) return undefined
  const { id, startsAt, localDate, localTime } = nearest.slot
  if (startsAt === visit.startsAt && isOwn(nearest.slot)) return 'here'
  return { id, localDate, localTime, doctorName: doctor.name }
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
