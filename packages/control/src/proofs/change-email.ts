import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findAccountByEmail, findOwnAccount } from '../identity/index.ts'
import { askForMail } from '../mail/index.ts'
import { mayBeMailed, noteProof } from './note-proof.ts'
import { pageLink } from './page-link.ts'
import { requirePresentPassword } from './require-present-password.ts'

/** Where a new address waits for its proof; its seal is bound to it. */
export const newEmailPlace = 'email_proof.email'

/**
 * Mails a link and a code to an address that is to replace the account's. One that has an account of its own is told
 * just that; who asks learns nothing of it.
 */
export async function changeEmail(
  control: ControlPlane,
  actor: Actor,
  { email: to, password }: { email: string; password?: string | undefined },
  publicUrl: string,
): Promise<void> {
  authorise(actor, 'account.edit-own')
  const account = await findOwnAccount(control, actor)
  await requirePresentPassword(account, password, '/password')
  const { vault } = control
  const { id: accountId, wrappedKey } = account
  const emailIndex = vault.blindIndex('email', to)
  const sealedEmail = vault.unwrap(wrappedKey, accountId).seal(to, newEmailPlace)
  await control.database.transaction(async (tx) => {
    if (!(await mayBeMailed(tx, 'change-email', emailIndex))) return
    const taken = await findAccountByEmail(tx, emailIndex)
    const wanted = { purpose: 'change-email', emailIndex, accountId, sealedEmail } as const
    const { token, code } = await noteProof(tx, vault, wanted)
    const common = { to, locale: account.locale ?? undefined }
    if (taken) {
      const facts = { link: pageLink(publicUrl) }
      await askForMail(tx, vault, { ...common, kind: 'already-registered', facts })
    } else {
      const facts = { code, link: pageLink(publicUrl, 'change-email', token) }
      await askForMail(tx, vault, { ...common, accountId, kind: 'confirm-email', facts })
    }
  })
}
