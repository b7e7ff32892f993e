import { type ClinicState, decodeCursor, pageOf, type RegisteredClinic } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { registeredDocument } from './clinic-documents.ts'
import { findClinics } from './clinic-queries.ts'
import { findAllUnfinished } from './operation-queries.ts'

/** All clinics with their place and state, by slug. */
export async function listRegisteredClinics(
  control: ControlPlane,
  actor: Actor,
  search: {
    state?: ClinicState | undefined
    /** In slug, name or city; or a server */
    search?: string | undefined
    limit: number
    cursor?: string | undefined
  },
): Promise<{ items: RegisteredClinic[]; next?: string }> {
  authorise(actor, 'operator.read')
  const after = decodeCursor(search.cursor, 1)?.[0]
  const rows = await findClinics(control.database, { ...search, after })
  const unfinished = new Map((await findAllUnfinished(control.database)).map((row) => [row.clinicId, row]))
  return pageOf(
    rows,
    search.limit,
    (row) => registeredDocument(row, unfinished.get(row.id)),
    (row) => [row.slug],
  )
}
