import type { FreeSlot } from '@polyclinic/contract'
import type { Actor } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { beginSearch } from './begin-search.ts'
import { freeSlotDocument } from './free-slot-document.ts'
import { findFirstSlots } from './free-slot-queries.ts'
import type { Wishes } from './search-for.ts'

/** The first free time of each doctor who has any, earliest first. */
export async function listFirstSlots(clinic: Clinic, actor: Actor, wishes: Wishes): Promise<FreeSlot[]> {
  await beginSearch(clinic, actor, wishes.visitType)
  const rows = await findFirstSlots(clinic.database, wishes)
  return rows.map((row) => freeSlotDocument(row, clinic.timeZone))
}
