import type { Invitation } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findInvitations } from './invitation-queries.ts'
import { invitationDocument } from './member-document.ts'

/** What nobody has accepted yet, expired ones too. */
export async function listInvitations(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
): Promise<Invitation[]> {
  authorise(actor, 'member.manage', clinic)
  const rows = await findInvitations(control.database, clinic.id)
  return rows.map((row) => invitationDocument(control.vault, row))
}
