import { type FreeSlot, pageOf, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { decodeTimeCursor } from '../time-cursor.ts'
import { freeSlotDocument } from './free-slot-document.ts'
import { findFreeSlots } from './slot-queries.ts'

export interface FreeSlotSearch {
  /** Days of the clinic's calendar, both included */
  from?: string | undefined
  to?: string | undefined
  doctor?: string | undefined
  specialty?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** Lists what can be booked at this moment, earliest first. Booking decides again by itself. */
export async function listFreeSlots(
  clinic: Clinic,
  actor: Actor,
  search: FreeSlotSearch,
): Promise<{ items: FreeSlot[]; next?: string }> {
  authorise(actor, 'slot.search', clinic)
  if (clinic.suspended) throw new Refusal('clinic-suspended', {})
  const after = decodeTimeCursor(search.cursor)
  const rows = await findFreeSlots(clinic.database, { ...search, after })
  return pageOf(
    rows,
    search.limit,
    (row) => freeSlotDocument(row, clinic.timeZone),
    (row) => [row.startsAt.toISOString(), row.id],
  )
}
