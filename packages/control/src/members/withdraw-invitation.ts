import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { deleteInvitation } from './invitation-queries.ts'
import { noSuchInvitation } from './resend-invitation.ts'
import { recordInvitation } from './send-invitation.ts'

/** Takes an invitation back; nothing of the address is kept. */
export async function withdrawInvitation(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  id: string,
): Promise<void> {
  const standing = authorise(actor, 'member.manage', clinic)
  await control.database.transaction(async (tx) => {
    if (!(await deleteInvitation(tx, { id, clinicId: clinic.id }))) throw noSuchInvitation()
    await recordInvitation(control, actor, standing, { purpose: 'member.manage', id }, tx)
  })
}
