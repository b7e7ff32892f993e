import { type Acceptance, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { askForMail } from '../mail/index.ts'
import { deleteInvitation, type InvitationRow, lockInvitation } from './invitation-queries.ts'
import { hashOfToken } from './invitation-token.ts'
import { addressOf } from './member-document.ts'
import { findInvitee, findStaffedClinic, insertMember, type InviteeRow } from './member-queries.ts'

/**
 * Gives the role that an invitation promises to the account that it was sent to, once.
 * @returns what was given, and to whom, so that this process asks for their roles anew
 * @throws Refusal not-found alike for a token that was used, withdrawn, has expired or never was; not-allowed for the
 * account of another address, which learns nothing of whose it is
 */
export async function acceptInvitation(
  control: ControlPlane,
  actor: Actor,
  token: string,
): Promise<{ acceptance: Acceptance; accountId: string }> {
  const standing = authorise(actor, 'invitation.accept')
  if (actor.kind !== 'account') throw new Refusal('not-signed-in', {})
  return control.database.transaction(async (tx) => {
    // a token may outlive its account by ten minutes
    const account = await findInvitee(tx, actor.accountId)
    if (!account) throw new Refusal('not-signed-in', {})
    const invitation = await lockInvitation(tx, hashOfToken(token))
    if (!invitation) throw ended()
    if (!invitation.emailIndex.equals(account.emailIndex)) throw anothers()
    const { memberId, acceptance } = await give(tx, control, account, invitation)
    const objects = [{ type: 'member', id: memberId, patientId: undefined }]
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'invitation.accept', objects }, tx)
    return { acceptance, accountId: account.id }
  })
}

async function give(
  tx: Queryable,
  { vault }: ControlPlane,
  account: InviteeRow,
  { id, clinicId, role, doctorId }: InvitationRow,
): Promise<{ memberId: string; acceptance: Acceptance }> {
  const clinic = await findStaffedClinic(tx, { id: clinicId })
  if (!clinic) throw ended()
  const memberId = await insertMember(tx, { accountId: account.id, clinicId, role, doctorId })
  if (!memberId) throw new Refusal('already-exists', { field: 'role' }, 'You have that role at this clinic.')
  await deleteInvitation(tx, { id, clinicId })
  await askForMail(tx, vault, {
    kind: 'role-given',
    to: addressOf(vault, { ...account, accountId: account.id }),
    locale: clinic.locale,
    facts: { clinic: clinic.name, role },
    accountId: account.id,
  })
  return { memberId, acceptance: { clinic: clinic.slug, clinicName: clinic.name, role } }
}

const ended = () =>
  new Refusal('not-found', {}, 'This invitation holds no longer. Ask the clinic to send it again.')

const anothers = () =>
  new Refusal('not-allowed', {}, 'Sign in with the account of the address that the invitation was sent to.')
