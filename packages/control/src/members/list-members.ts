import type { Member } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { memberDocument } from './member-document.ts'
import { findMembers } from './member-queries.ts'

/** Who has which role at the clinic, for its admin. */
export async function listMembers(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
): Promise<Member[]> {
  authorise(actor, 'member.manage', clinic)
  const rows = await findMembers(control.database, clinic.id)
  return rows.map((row) => memberDocument(control.vault, row))
}
