import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise, type Standing } from '@polyclinic/guard'
import { brokenConstraint, type Queryable } from '@polyclinic/postgres'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { type AccountRow, accountEmailPlace, findOwnAccount, setEmail } from '../identity/index.ts'
import { askForMail } from '../mail/index.ts'
import { proposeMerges } from '../merging/index.ts'
import { changeContactAddress, findPatient, patientPlaces, queueCardRefresh } from '../patients/index.ts'
import { newEmailPlace } from './change-email.ts'
import { findProof, takeProof } from './find-proof.ts'
import { endProofsOfAccount, type ProofRow } from './proof-queries.ts'

/**
 * Replaces the account's address by the one that was proven, and the patient's contact address where it was the same.
 * The old address is told. By the account itself, signed in: a link may have gone to a mistyped address.
 * @throws Refusal proof-refused, also where the address has got an account meanwhile; proof-used
 */
export async function confirmEmail(
  control: ControlPlane,
  actor: Actor,
  shown: { readonly token: string } | { readonly code: string },
): Promise<void> {
  const standing = authorise(actor, 'account.edit-own')
  const account = await findOwnAccount(control, actor)
  const own = 'token' in shown ? shown : { ...shown, accountId: account.id }
  const proof = await findProof(control, 'change-email', own)
  if (proof.accountId !== account.id || !proof.sealedEmail) throw new Refusal('proof-refused', {})
  const seal = control.vault.unwrap(account.wrappedKey, account.id)
  const email = seal.open(proof.sealedEmail, newEmailPlace)
  await control.database
    .transaction(async (tx) => {
      await takeProof(tx, proof)
      const { emailIndex: index } = proof
      await setEmail(tx, account.id, { sealed: seal.seal(email, accountEmailPlace), index })
      await endProofsOfAccount(tx, account.id)
      await changeContact(control, tx, { account, proof, email, actor, standing })
      const told = {
        accountId: account.id,
        to: account.email,
        locale: account.locale ?? undefined,
        facts: {},
      }
      await askForMail(tx, control.vault, { ...told, kind: 'email-changed' })
    })
    .catch(refuseTaken)
}

async function changeContact(
  control: ControlPlane,
  tx: Queryable,
  given: { account: AccountRow; proof: ProofRow; email: string; actor: Actor; standing: Standing },
): Promise<void> {
  const { patientId, emailIndex: from } = given.account
  const patient = patientId ? await findPatient(tx, patientId) : undefined
  if (!patient) return
  const sealed = control.vault.unwrap(patient.wrappedKey, patient.id).seal(given.email, patientPlaces.email)
  const to = { sealed, index: given.proof.emailIndex }
  if (!(await changeContactAddress(tx, patient.id, { from, to }))) return
  await queueCardRefresh(tx, patient.id)
  await proposeMerges(tx, patient.id)
  const objects = [{ type: 'patient', id: patient.id, patientId: patient.id }]
  const access = { kind: 'write', purpose: 'account.edit-own', objects } as const
  await recordAccess(control, given.actor, given.standing, access, tx)
}

function refuseTaken(error: unknown): never {
  const taken = brokenConstraint(error)?.constraint === 'account_email_key'
  throw taken ? new Refusal('proof-refused', {}) : error
}
