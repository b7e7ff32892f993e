import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { askForMail } from '../mail/index.ts'
import { addressOf } from './member-document.ts'
import { deleteMember, findStaffedClinic, lockAdmins } from './member-queries.ts'

/**
 * Ends a role, and tells its owner. A member of another clinic and one that is not there are refused alike.
 * @returns whose role it was, so that this process forgets it at once
 * @throws Refusal outside-policy for the last admin, also when two remove each other at once
 */
export async function removeMember(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  memberId: string,
): Promise<{ accountId: string }> {
  const standing = authorise(actor, 'member.manage', clinic)
  const { database, vault } = control
  return database.transaction(async (tx) => {
    const admins = await lockAdmins(tx, clinic.id)
    const removed = await deleteMember(tx, { id: memberId, clinicId: clinic.id })
    if (!removed) throw new Refusal('not-found', {}, 'There is no such member.')
    if (removed.role === 'clinic_admin' && admins.every((id) => id === memberId)) throw lastAdmin()
    const at = await findStaffedClinic(tx, clinic)
    if (!at) throw new Refusal('clinic-unknown', {})
    await askForMail(tx, vault, {
      kind: 'role-ended',
      to: addressOf(vault, removed),
      locale: at.locale,
      facts: { clinic: at.name, role: removed.role },
      accountId: removed.accountId,
    })
    const objects = [{ type: 'member', id: memberId, patientId: undefined }]
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'member.manage', objects }, tx)
    return { accountId: removed.accountId }
  })
}

const lastAdmin = (): Refusal =>
  new Refusal(
    'outside-policy',
    { rule: 'last-admin', limit: 1 },
    "The clinic's last admin stays: invite another one first.",
  )
