import { type Invitation, invitationDays, Refusal } from '@polyclinic/contract'
import type { Action, Actor, Standing, Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { askForMail } from '../mail/index.ts'
import { insertInvitation, type InvitationRow } from './invitation-queries.ts'
import { newInvitationToken } from './invitation-token.ts'
import { invitationDocument, invitationEmailPlace } from './member-document.ts'
import type { StaffedClinicRow } from './member-queries.ts'

export interface InvitationContext {
  /** Where people reach the web: the link leads there */
  readonly publicUrl: string
}

interface Wanted extends Pick<InvitationRow, 'role' | 'doctorId'> {
  readonly email: string
}

/**
 * Notes an invitation and asks for its mail. Whether the address has an account is not looked up: neither the answer nor
 * the time it takes could tell.
 * @throws Refusal already-exists where it waits already
 */
export async function writeInvitation(
  tx: Queryable,
  vault: Vault,
  clinic: StaffedClinicRow,
  wanted: Wanted,
  { publicUrl }: InvitationContext,
): Promise<Invitation> {
  const id = newId()
  const wrappedKey = vault.newPersonalKey(id)
  const { token, tokenHash } = newInvitationToken()
  const row = await insertInvitation(tx, {
    id,
    clinicId: clinic.id,
    role: wanted.role,
    doctorId: wanted.doctorId,
    wrappedKey,
    sealedEmail: vault.unwrap(wrappedKey, id).seal(wanted.email, invitationEmailPlace),
    emailIndex: vault.blindIndex('email', wanted.email),
    tokenHash,
    days: invitationDays,
  })
  if (!row) {
    const detail = 'This address is invited to that role already. Send the invitation again, or withdraw it.'
    throw new Refusal('already-exists', { field: 'email' }, detail)
  }
  return mailInvitation(tx, vault, clinic, row, { publicUrl, token })
}

/** Mails the link of an invitation. The account behind the address, if there is one, is no part of it. */
export async function mailInvitation(
  tx: Queryable,
  vault: Vault,
  clinic: StaffedClinicRow,
  row: InvitationRow,
  { publicUrl, token }: InvitationContext & { readonly token: string },
): Promise<Invitation> {
  const invitation = invitationDocument(vault, row)
  await askForMail(tx, vault, {
    kind: 'invitation',
    to: invitation.email,
    locale: clinic.locale,
    facts: { clinic: clinic.name, role: row.role, link: `${publicUrl}/go#invitation.${token}` },
  })
  return invitation
}

/** Who invites whom as what is on the record; the address is not. */
export const recordInvitation = (
  control: ControlPlane,
  actor: Actor,
  standing: Standing,
  written: { purpose: Action; id: string },
  tx: Queryable,
): Promise<void> => {
  const objects = [{ type: 'invitation', id: written.id, patientId: undefined }]
  return recordAccess(control, actor, standing, { kind: 'write', purpose: written.purpose, objects }, tx)
}
