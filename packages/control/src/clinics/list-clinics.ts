import { decodeCursor, nameKeys, type PublicClinic, pageOf } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { publicDocument } from './clinic-documents.ts'
import { findPublicClinics } from './clinic-queries.ts'

/** The clinics that take bookings, by name. */
export async function listClinics(
  control: ControlPlane,
  actor: Actor,
  search: { search?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: PublicClinic[]; next?: string }> {
  authorise(actor, 'clinic.look-up')
  const after = decodeCursor(search.cursor, nameKeys)
  const rows = await findPublicClinics(control.database, { ...search, after })
  return pageOf(rows, search.limit, publicDocument, (row) => [row.name, row.id])
}
