import type { Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { askForMail, type MailFacts } from '../mail/index.ts'
import { addressOf } from '../members/member-document.ts'
import { findMembers, findStaffedClinic } from '../members/member-queries.ts'

/** Mails every admin of the clinic that an endpoint is not sent to any more. */
export async function tellAdmins(
  tx: Queryable,
  vault: Vault,
  clinicId: string,
  facts: Omit<MailFacts['webhook-stopped'], 'clinic'>,
): Promise<void> {
  const clinic = await findStaffedClinic(tx, { id: clinicId })
  if (!clinic) return
  const members = await findMembers(tx, clinicId)
  for (const member of members.filter(({ role }) => role === 'clinic_admin')) {
    await askForMail(tx, vault, {
      kind: 'webhook-stopped',
      to: addressOf(vault, member),
      locale: clinic.locale,
      facts: { clinic: clinic.name, ...facts },
      accountId: member.accountId,
    })
  }
}
