import { Refusal, type SessionTokens } from '@polyclinic/contract'
import { type Actor, authorise, type Standing } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import {
  AddressKnown,
  beginSession,
  findAccount,
  type HowSignedIn,
  insertWithPatient,
  type TokenIssuer,
} from '../identity/index.ts'
import { findProof, type Shown, takeProof } from './find-proof.ts'
import type { ProofRow } from './proof-queries.ts'
import { formPlace, type PendingForm } from './register-patient.ts'
import { endRegistrationsOf, findPendingRegistration } from './registration-queries.ts'

/**
 * Makes the account and the patient of the form whose link or code comes back, and signs them in. Whoever else filled
 * in a form for that address is out.
 * @throws Refusal proof-refused, also where the address has got an account meanwhile; proof-used
 */
export async function confirmRegistration(
  control: ControlPlane,
  tokens: TokenIssuer,
  actor: Actor,
  shown: Shown,
  device?: string,
): Promise<SessionTokens> {
  const standing = authorise(actor, 'account.prove-address')
  const proof = await findProof(control, 'register', shown)
  const accountId = await control.database
    .transaction((tx) => register(control, tx, proof, { actor, standing }))
    .catch(refuseKnown)
  const account = await findAccount(control.database, accountId)
  if (!account) throw new Refusal('proof-refused', {})
  return beginSession(control, tokens, account, { method: methodOf(shown), device })
}

export const methodOf = (shown: Shown): HowSignedIn['method'] => ('token' in shown ? 'link' : 'code')

async function register(
  control: ControlPlane,
  tx: Queryable,
  proof: ProofRow,
  { actor, standing }: { actor: Actor; standing: Standing },
): Promise<string> {
  const { vault } = control
  await takeProof(tx, proof)
  const pending = proof.registrationId ? await findPendingRegistration(tx, proof.registrationId) : undefined
  if (!pending) throw new Refusal('proof-refused', {})
  const sealed = vault.unwrap(pending.wrappedKey, pending.id).open(pending.sealedForm, formPlace)
  const form: PendingForm = JSON.parse(sealed)
  const { email, ...person } = form
  const facts = { email, patient: { ...person, email } }
  const { accountId, patientId } = await insertWithPatient(tx, vault, facts, pending.passwordHash)
  await endRegistrationsOf(tx, pending.emailIndex)
  const objects = [{ type: 'patient', id: patientId, patientId }]
  await recordAccess(control, actor, standing, { kind: 'write', purpose: 'account.register', objects }, tx)
  return accountId
}

function refuseKnown(error: unknown): never {
  throw error instanceof AddressKnown ? new Refusal('proof-refused', {}) : error
}
