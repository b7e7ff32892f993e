import type { Hold } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { holdDocument } from './hold-document.ts'
import { findOwnHold } from './own-hold.ts'

/** A hold of one's own, while it lasts. */
export async function showHold(clinic: Clinic, actor: Actor, id: string): Promise<Hold> {
  const standing = authorise(actor, 'appointment.book', clinic)
  return holdDocument(clinic, await findOwnHold(clinic, actor, standing, id))
}
