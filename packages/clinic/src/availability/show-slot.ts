import { Refusal, type SlotState } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { freeSlotDocument } from './free-slot-document.ts'
import { findSlot } from './free-slot-queries.ts'

/** One slot as it is now, whether or not it can be booked. */
export async function showSlot(clinic: Clinic, actor: Actor, id: string): Promise<SlotState> {
  authorise(actor, 'slot.search', clinic)
  const row = await findSlot(clinic.database, id)
  if (!row) throw new Refusal('not-found', {}, 'There is no such slot.')
  return { ...freeSlotDocument(row, clinic.timeZone), bookable: row.bookable && !clinic.suspended }
}
