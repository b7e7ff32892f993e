import { type PublicClinic, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { publicDocument } from './clinic-documents.ts'
import { findClinicById } from './clinic-queries.ts'

export async function showClinic(control: ControlPlane, actor: Actor, id: string): Promise<PublicClinic> {
  authorise(actor, 'clinic.look-up')
  const row = await findClinicById(control.database, id)
  if (!row) throw new Refusal('clinic-unknown', {})
  return publicDocument(row)
}
