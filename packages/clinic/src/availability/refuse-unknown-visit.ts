import { Refusal } from '@polyclinic/contract'
import type { Clinic } from '../clinic.ts'
import { hasVisitType } from './free-slot-queries.ts'

/** Asked only after nothing was found, so that a search that finds something stays one statement. */
export async function refuseUnknownVisit(clinic: Clinic, visitType: string | undefined): Promise<void> {
  if (visitType === undefined || (await hasVisitType(clinic.database, visitType))) return
  throw new Refusal('invalid-request', {
    issues: [{ pointer: 'visitType', message: 'not a visit type of this clinic' }],
  })
}
