import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { hasVisitType } from './free-slot-queries.ts'

/** What every search for free times begins with: authorise, and name what cannot be searched for. */
export async function beginSearch(
  clinic: Clinic,
  actor: Actor,
  visitType: string | undefined,
): Promise<void> {
  authorise(actor, 'slot.search', clinic)
  if (clinic.suspended) throw new Refusal('clinic-suspended', {})
  if (visitType === undefined || (await hasVisitType(clinic.database, visitType))) return
  throw new Refusal('invalid-request', {
    issues: [{ pointer: 'visitType', message: 'not a visit type of this clinic' }],
  })
}
