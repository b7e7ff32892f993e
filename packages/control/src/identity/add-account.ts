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
  // hashed first, so that a known address takes as long as a new one
  const passwordHash = await hashPassword(facts.password)
  const account = sealAccount(facts, passwordHash, vault)
  const added = await database.transaction((tx) => insertBoth(tx, account, facts.patient, vault)).catch(known)
  if (added) return { id: account.id, added }
  const existing = await findAccountByEmail(database, account.emailIndex)
  return { id: existing?.id ?? '', added }
}

class AddressKnown extends Error {}

async function insertBoth(
  tx: Queryable,
  account: NewAccount,
  patient: PatientFacts | undefined,
  vault: Vault,
): Promise<boolean> {
  const sealed = patient && sealPatient(patient, vault)
  if (sealed) await insertPatient(tx, sealed)
  // thrown, so that the patient is not left behind without an account
  if (!(await insertAccount(tx, { ...account, patientId: sealed?.id }))) throw new AddressKnown()
  if (sealed) await proposeMerges(tx, sealed.id)
  return true
}

function known(error: unknown): false {
  if (error instanceof AddressKnown) return false
  throw error
}

function sealAccount(facts: AccountFacts, passwordHash: string, vault: Vault): NewAccount {
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
