import type { Registration } from '@polyclinic/contract'
import { type Actor, authorise, type Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import type { ControlPlane } from '../control-plane.ts'
import { findAccountByEmail, hashPassword, requireGoodPassword } from '../identity/index.ts'
import { askForMail } from '../mail/index.ts'
import { mayBeMailed, noteProof, proofLife } from './note-proof.ts'
import { pageLink } from './page-link.ts'
import { insertPendingRegistration } from './registration-queries.ts'

/** A form as it is kept until its address is proven; the password stands beside it, as a hash. */
export type PendingForm = Omit<Registration, 'password'>

/** Where a form stands; its seal is bound to it. */
export const formPlace = 'pending_registration.form'

/**
 * Notes a registration and mails a link and a code to its address. There is no account before one of them comes back,
 * so nobody can keep a password on somebody else's address. For an address that has an account the same is done, in
 * the same time; but what is mailed only says so, and nobody learns the link.
 * @param publicUrl where the links of mails lead
 * @throws Refusal invalid-request for a password that is guessed early
 */
export async function registerPatient(
  control: ControlPlane,
  actor: Actor,
  { password, ...form }: Registration,
  publicUrl: string,
): Promise<void> {
  authorise(actor, 'account.register')
  if (password !== undefined) await requireGoodPassword(password, [form.email, form.name])
  // hashed also where there is none, so that the time tells nothing
  const hashed = await hashPassword(password ?? 'nobody has this password')
  const passwordHash = password === undefined ? null : hashed
  await control.database.transaction((tx) => note(tx, control.vault, { form, passwordHash, publicUrl }))
}

async function note(
  tx: Queryable,
  vault: Vault,
  { form, passwordHash, publicUrl }: { form: PendingForm; passwordHash: string | null; publicUrl: string },
): Promise<void> {
  const emailIndex = vault.blindIndex('email', form.email)
  if (!(await mayBeMailed(tx, 'register', emailIndex))) return
  const known = await findAccountByEmail(tx, emailIndex)
  const registrationId = newId()
  const wrappedKey = vault.newPersonalKey(registrationId)
  await insertPendingRegistration(tx, {
    id: registrationId,
    wrappedKey,
    sealedForm: vault.unwrap(wrappedKey, registrationId).seal(JSON.stringify(form), formPlace),
    emailIndex,
    passwordHash,
    lifeMinutes: proofLife.register,
  })
  const { token, code } = await noteProof(tx, vault, { purpose: 'register', emailIndex, registrationId })
  const { email: to, name, locale } = form
  if (known) {
    const facts = { link: pageLink(publicUrl) }
    await askForMail(tx, vault, { kind: 'already-registered', to, locale, facts })
  } else {
    const facts = { name, code, link: pageLink(publicUrl, 'register', token) }
    await askForMail(tx, vault, { kind: 'confirm-registration', to, locale, facts })
  }
}
