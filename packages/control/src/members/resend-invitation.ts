import { type Invitation, invitationDays, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { renewInvitation } from './invitation-queries.ts'
import { newInvitationToken } from './invitation-token.ts'
import { findStaffedClinic } from './member-queries.ts'
import { type InvitationContext, mailInvitation, recordInvitation } from './send-invitation.ts'

/** Mails a new link; the one before is worth nothing from now on. */
export async function resendInvitation(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  id: string,
  { publicUrl }: InvitationContext,
): Promise<Invitation> {
  const standing = authorise(actor, 'member.manage', clinic)
  const { database, vault } = control
  return database.transaction(async (tx) => {
    const { token, tokenHash } = newInvitationToken()
    const row = await renewInvitation(tx, { id, clinicId: clinic.id, tokenHash, days: invitationDays })
    if (!row) throw noSuchInvitation()
    const at = await findStaffedClinic(tx, clinic)
    if (!at) throw new Refusal('clinic-unknown', {})
    const invitation = await mailInvitation(tx, vault, at, row, { publicUrl, token })
    await recordInvitation(control, actor, standing, { purpose: 'member.manage', id }, tx)
    return invitation
  })
}

/** In the same words for an invitation of another clinic, and for none. */
export const noSuchInvitation = () => new Refusal('not-found', {}, 'There is no such invitation.')
