import { type FreeSlot, pageOf } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { decodeTimeCursor } from '../time-cursor.ts'
import { beginSearch } from './begin-search.ts'
import { freeSlotDocument } from './free-slot-document.ts'
import { findFreeSlots } from './free-slot-queries.ts'
import { refuseUnknownVisit } from './refuse-unknown-visit.ts'
import type { Wishes } from './search-for.ts'

export interface FreeSlotSearch extends Wishes {
  limit: number
  cursor?: string | undefined
}

/** Lists what can be booked at this moment, earliest first. Booking decides again by itself, by the same rules. */
export async function listFreeSlots(
  clinic: Clinic,
  actor: Actor,
  search: FreeSlotSearch,
): Promise<{ items: FreeSlot[]; next?: string }> {
  const { limit, cursor, ...wishes } = search
  beginSearch(clinic, actor)
  const rows = await findFreeSlots(clinic.database, wishes, { after: decodeTimeCursor(cursor), limit })
  if (rows.length === 0) await refuseUnknownVisit(clinic, wishes.visitType)
  return pageOf(
    rows,
    limit,
    (row) => freeSlotDocument(row, clinic.timeZone),
    (row) => [row.startsAt.toISOString(), row.id],
  )
}
