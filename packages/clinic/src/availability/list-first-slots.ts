import type { FreeSlot } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { beginSearch } from './begin-search.ts'
import { freeSlotDocument } from './free-slot-document.ts'
import { findFirstSlots } from './free-slot-queries.ts'
import { refuseUnknownVisit } from './refuse-unknown-visit.ts'
import type { Wishes } from './search-for.ts'

/** The first free time of each doctor who has any, earliest first. */
export async function listFirstSlots(clinic: Clinic, actor: Actor, wishes: Wishes): Promise<FreeSlot[]> {
  beginSearch(clinic, actor)
  const rows = await findFirstSlots(clinic.database, wishes)
  if (rows.length === 0) await refuseUnknownVisit(clinic, wishes.visitType)
  return rows.map((row) => freeSlotDocument(row, clinic.timeZone))
}
