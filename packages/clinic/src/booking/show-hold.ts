import { reading, recordAccess } from '../audit/index.ts'
import type { Hold } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { holdDocument } from './hold-document.ts'
import { findOwnHold } from './own-hold.ts'

/** A hold of one's own, while it lasts. */
export async function showHold(clinic: Clinic, actor: Actor, id: string): Promise<Hold> {
  const standing = authorise(actor, 'appointment.book', clinic)
  const facts = await findOwnHold(clinic, actor, standing, id)
  await recordAccess(clinic, actor, standing, reading('appointment.book', 'appointment', [facts]))
  return holdDocument(clinic, facts)
}
