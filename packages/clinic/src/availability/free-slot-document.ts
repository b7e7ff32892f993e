import type { FreeSlot } from '@polyclinic/contract'
import type { FreeSlotRow } from './free-slot-queries.ts'

/** A slot as it is shown: the instant, and what the clinic's wall clock says then. */
export function freeSlotDocument(row: FreeSlotRow, timeZone: string): FreeSlot {
  return {
    id: row.id,
    doctor: { id: row.doctorId, name: row.doctorName, specialty: row.specialty },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    localDate: row.localDate,
    localTime: row.localTime,
    timeZone,
    duration: (row.endsAt.getTime() - row.startsAt.getTime()) / 60_000,
    bookable: true,
    free: row.free,
    version: row.version,
  }
}
