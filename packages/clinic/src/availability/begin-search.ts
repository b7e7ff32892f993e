import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'

/** What every search for free times begins with. */
export function beginSearch(clinic: Clinic, actor: Actor): void {
  authorise(actor, 'slot.search', clinic)
  if (clinic.suspended) throw new Refusal('clinic-suspended', {})
}
