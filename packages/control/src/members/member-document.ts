import type { Invitation, Member } from '@polyclinic/contract'
import type { Vault } from '@polyclinic/guard'
import { accountEmailPlace } from '../identity/add-account.ts'
import type { InvitationRow } from './invitation-queries.ts'
import type { MemberRow } from './member-queries.ts'

/** Where an invited address stands; its seal is bound to it. */
export const invitationEmailPlace = 'invitation.email'

export const addressOf = (
  vault: Vault,
  { accountId, wrappedKey, sealedEmail }: Pick<MemberRow, 'accountId' | 'wrappedKey' | 'sealedEmail'>,
): string => vault.unwrap(wrappedKey, accountId).open(sealedEmail, accountEmailPlace)

/** A member as the clinic's admin sees them. */
export const memberDocument = (vault: Vault, row: MemberRow): Member => ({
  id: row.id,
  account: row.accountId,
  email: addressOf(vault, row),
  role: row.role,
  ...(row.doctorId && { doctor: row.doctorId }),
  since: row.since.toISOString(),
})

/** An invitation as whoever may send it sees it: without its token, which only the mail has. */
export const invitationDocument = (vault: Vault, row: InvitationRow): Invitation => ({
  id: row.id,
  email: vault.unwrap(row.wrappedKey, row.id).open(row.sealedEmail, invitationEmailPlace),
  role: row.role,
  ...(row.doctorId && { doctor: row.doctorId }),
  sentAt: row.sentAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  expired: row.expired,
})
