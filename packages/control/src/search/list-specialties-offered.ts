import type { SpecialtyOffered } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findSpecialtiesOffered } from './specialty-queries.ts'

/** The specialties of which any open clinic has told free times, the most offered first. */
export async function listSpecialtiesOffered(
  { database }: ControlPlane,
  actor: Actor,
): Promise<SpecialtyOffered[]> {
  authorise(actor, 'search.ask')
  return findSpecialtiesOffered(database)
}
