import { type Invitation, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findStaffedClinic, lockAdmins } from './member-queries.ts'
import { type InvitationContext, recordInvitation, writeInvitation } from './send-invitation.ts'

/**
 * Invites a clinic's first admin; the rest is theirs to do.
 * @throws Refusal outside-policy for an operator where the clinic has an admin: they could let themselves in to where
 * patients are. Who stands at the machine has the keys anyway, and helps a clinic whose admin is gone.
 */
export async function inviteFirstAdmin(
  control: ControlPlane,
  actor: Actor,
  slug: string,
  { email }: { readonly email: string },
  context: InvitationContext,
): Promise<Invitation> {
  const standing = authorise(actor, 'clinic.staff')
  return control.database.transaction(async (tx) => {
    const clinic = await findStaffedClinic(tx, { slug })
    if (!clinic) throw new Refusal('clinic-unknown', {})
    const admins = await lockAdmins(tx, clinic.id)
    if (!standing.capacities.has('system') && admins.length > 0) throw hasAdmin()
    const wanted = { email, role: 'clinic_admin', doctorId: null } as const
    const invitation = await writeInvitation(tx, control.vault, clinic, wanted, context)
    await recordInvitation(control, actor, standing, { purpose: 'clinic.staff', id: invitation.id }, tx)
    return invitation
  })
}

const hasAdmin = (): Refusal =>
  new Refusal(
    'outside-policy',
    { rule: 'first-admin', limit: 1 },
    'The clinic has an admin, who invites everybody else.',
  )
