import { type Actor, authorise, type Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { type AccountRow, accountEmailPlace, findAccountByEmail } from '../identity/index.ts'
import { askForMail } from '../mail/index.ts'
import { type EmailRequestRow, takeEmailRequest } from './email-request-queries.ts'
import { requestPlace } from './note-email-request.ts'
import { mayBeMailed, noteProof } from './note-proof.ts'
import { pageLink } from './page-link.ts'

/**
 * Mails what was asked for with that address, or nothing where nobody is behind it. The request is gone either way.
 * Twice does no harm.
 * @returns whether a mail goes out
 */
export async function answerEmailRequest(
  { database, vault }: ControlPlane,
  actor: Actor,
  requestId: string,
  publicUrl: string,
): Promise<boolean> {
  authorise(actor, 'address.answer')
  return database.transaction(async (tx) => {
    const request = await takeEmailRequest(tx, requestId)
    if (!request) return false
    const typed = vault.unwrap(request.wrappedKey, request.id).open(request.sealedEmail, requestPlace)
    const account = await findAccountByEmail(tx, vault.blindIndex('email', typed))
    if (account?.state !== 'active') return false
    if (!(await mayBeMailed(tx, request.purpose, account.emailIndex))) return false
    await mail(tx, vault, { request, account, publicUrl })
    return true
  })
}

async function mail(
  tx: Queryable,
  vault: Vault,
  { request, account, publicUrl }: { request: EmailRequestRow; account: AccountRow; publicUrl: string },
): Promise<void> {
  const { purpose } = request
  const { id: accountId, emailIndex } = account
  const { token, code } = await noteProof(tx, vault, { purpose, emailIndex, accountId })
  const link = pageLink(publicUrl, purpose, token)
  // to the account's own address: one that was typed may be alike for our index and another for a mail server
  const to = vault.unwrap(account.wrappedKey, accountId).open(account.sealedEmail, accountEmailPlace)
  const common = { to, accountId, locale: request.locale ?? account.locale ?? undefined }
  if (purpose === 'sign-in') await askForMail(tx, vault, { ...common, kind: purpose, facts: { link, code } })
  else await askForMail(tx, vault, { ...common, kind: purpose, facts: { link } })
}
