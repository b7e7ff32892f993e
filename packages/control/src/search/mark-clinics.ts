import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findClinicsMarked, markWhole } from './mark-queries.ts'

/** Notes that all that is known of these clinics is to be read anew, of all where none is named. Whoever is interrupted finds the marks again. */
export async function markClinics(
  { database }: ControlPlane,
  actor: Actor,
  clinicIds?: readonly string[],
): Promise<void> {
  authorise(actor, 'search.keep')
  await markWhole(database, clinicIds)
}

/** Slugs of the clinics at which something is still to be read. */
export async function listMarkedClinics({ database }: ControlPlane, actor: Actor): Promise<string[]> {
  authorise(actor, 'search.keep')
  return findClinicsMarked(database)
}
