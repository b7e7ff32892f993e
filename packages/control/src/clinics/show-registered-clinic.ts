import { type RegisteredClinic, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { registeredDocument } from './clinic-documents.ts'
import { findClinicBySlug } from './clinic-queries.ts'
import type { ClinicRow } from './clinic-row.ts'
import { findUnfinished } from './operation-queries.ts'

export async function showRegisteredClinic(
  control: ControlPlane,
  actor: Actor,
  slug: string,
): Promise<RegisteredClinic> {
  authorise(actor, 'operator.read')
  const row = await requireClinic(control, slug)
  return registeredDocument(row, await findUnfinished(control.database, row.id))
}

export async function requireClinic(control: ControlPlane, slug: string): Promise<ClinicRow> {
  const row = await findClinicBySlug(control.database, slug)
  if (!row) throw new Refusal('clinic-unknown', {}, `There is no clinic ${slug}.`)
  return row
}
