import type { Calendar } from '@polyclinic/contract'
import type { FreeTime } from '../visit/index.ts'

/** Nobody drops to the minute: so far beside the beginning of a free time still means it. */
const nearMinutes = 20

/** The free time of a doctor that a drop at a clock of the wall means, if there is any. */
export function placeAt(calendar: Calendar, doctorId: string, wall: string): FreeTime | undefined {
  const doctor = calendar.doctors.find(({ id }) => id === doctorId)
  if (!doctor) return undefined
  const [date, clock] = [wall.slice(0, 10), minutesOf(wall.slice(11))]
  const [nearest] = doctor.slots
    .filter((slot) => slot.localDate === date && slot.state === 'open' && slot.free > 0)
    .map((slot) => ({ slot, off: Math.abs(minutesOf(slot.localTime) - clock) }))
    .filter(({ off }) => off <= nearMinutes)
    .sort((a, b) => a.off - b.off)
  if (!nearest) return undefined
  const { id, localDate, localTime } = nearest.slot
  return { id, localDate, localTime, doctorName: doctor.name }
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
