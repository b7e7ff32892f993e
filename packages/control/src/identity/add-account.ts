import type { Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { v7 as newId } from 'uuid'
import type { ControlPlane } from '../control-plane.ts'
import { proposeMerges } from '../merging/index.ts'
import { insertPatient, type PatientFacts, sealPatient } from '../patients/index.ts'
import { findAccountByEmail, insertAccount, type NewAccount } from './account-queries.ts'
import { hashPassword } from './hash-password.ts'

export interface AccountFacts {
  email: string
  password: string
  operator?: boolean
  /** Made with a printed password */
  demo?: boolean
  /** The patient that the account is, besides what else it may be */
  patient?: PatientFacts
}

/** Where an account's address stands; its seal is bound to it. */
export const accountEmailPlace = 'account.email'

/**
 * Makes an account, with its patient where one is given.
 * @returns its id, and whether it is new: an address that has an account keeps it untouched
 */
export async function addAccount(
  control: ControlPlane,
  facts: AccountFacts,
): Promise<{ id: string; added: boolean }> {
  const { vault, database } = control
  const passwordHash = await hashPassword(facts.password)
  const made = await database
    .transaction((tx) => insertWithPatient(tx, vault, facts, passwordHash))
    .catch(unlessKnown)
  if (made) return { id: made.accountId, added: true }
  const existing = await findAccountByEmail(database, vault.blindIndex('email', facts.email))
  return { id: existing?.id ?? '', added: false }
}

/** Thrown, so that a patient is not left behind without an account. */
export class AddressKnown extends Error {}

/** @throws AddressKnown */
export async function insertWithPatient(
  tx: Queryable,
  vault: Vault,
  facts: Omit<AccountFacts, 'password'>,
  passwordHash: string | null,
): Promise<{ accountId: string; patientId: string | undefined }> {
  const account = sealAccount(facts, passwordHash, vault)
  const patient = facts.patient && sealPatient(facts.patient, vault)
  if (patient) await insertPatient(tx, patient)
  if (!(await insertAccount(tx, { ...account, patientId: patient?.id }))) throw new AddressKnown()
  if (patient) await proposeMerges(tx, patient.id)
  return { accountId: account.id, patientId: patient?.id }
}

function unlessKnown(error: unknown): undefined {
  if (error instanceof AddressKnown) return undefined
  throw error
}

function sealAccount(
  facts: Omit<AccountFacts, 'password'>,
  passwordHash: string | null,
  vault: Vault,
): NewAccount {
  const id = newId()
  const wrappedKey = vault.newPersonalKey(id)
  return {
    id,
    wrappedKey,
    emailIndex: vault.blindIndex('email', facts.email),
    sealedEmail: vault.unwrap(wrappedKey, id).seal(facts.email, accountEmailPlace),
    passwordHash,
    operator: facts.operator ?? false,
    demo: facts.demo ?? false,
    patientId: undefined,
  }
}
