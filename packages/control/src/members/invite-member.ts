import { type Invitation, type InvitationForm, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findStaffedClinic } from './member-queries.ts'
import { type InvitationContext, recordInvitation, writeInvitation } from './send-invitation.ts'

/**
 * Invites somebody to a role at the clinic. An account of that address, if there is one, is neither touched nor told.
 * @param context how the clinic's own database is asked whether it has that doctor
 */
export async function inviteMember(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  { email, role, doctor }: InvitationForm,
  context: InvitationContext & { hasDoctor(id: string): Promise<boolean> },
): Promise<Invitation> {
  const standing = authorise(actor, 'member.manage', clinic)
  if (doctor !== undefined && !(await context.hasDoctor(doctor))) {
    const issues = [{ pointer: '/doctor', message: 'is none of the doctors of this clinic' }]
    throw new Refusal('invalid-request', { issues })
  }
  return control.database.transaction(async (tx) => {
    const at = await findStaffedClinic(tx, clinic)
    if (!at) throw new Refusal('clinic-unknown', {})
    const wanted = { email, role, doctorId: doctor ?? null }
    const invitation = await writeInvitation(tx, control.vault, at, wanted, context)
    await recordInvitation(control, actor, standing, { purpose: 'member.manage', id: invitation.id }, tx)
    return invitation
  })
}
