import type { MergeProposal } from '@polyclinic/contract'
import type { Vault } from '@polyclinic/guard'
import { patientPlaces } from '../patients/patient-places.ts'
import type { ProposalRow } from './merge-queries.ts'

/**
 * A proposal as the account's owner sees it. A phone number is not proven: whoever gives somebody else's must not learn
 * which clinics that one goes to, so there is nothing but the question.
 */
export function proposalDocument(row: ProposalRow, vault: Vault): MergeProposal {
  const told = row.reason !== 'same-phone'
  const name = told ? nameOf(row, vault) : undefined
  const birthDate = told ? birthDateOf(row, vault) : undefined
  return {
    id: row.id,
    reason: row.reason,
    state: row.state,
    agreed: row.agreedAt !== null,
    clinics: told ? row.clinics.map((clinic) => clinic.name) : [],
    ...(name && { name }),
    ...(birthDate && { birthDate }),
    proposedAt: row.proposedAt.toISOString(),
  }
}

type Duplicate = Pick<ProposalRow, 'duplicateId' | 'sealedName' | 'sealedBirthDate' | 'wrappedKey'>

export const nameOf = (
  { duplicateId, sealedName, wrappedKey }: Duplicate,
  vault: Vault,
): string | undefined =>
  wrappedKey && sealedName?.length
    ? vault.unwrap(wrappedKey, duplicateId).open(sealedName, patientPlaces.name)
    : undefined

const birthDateOf = (
  { duplicateId, sealedBirthDate, wrappedKey }: Duplicate,
  vault: Vault,
): string | undefined =>
  wrappedKey && sealedBirthDate
    ? vault.unwrap(wrappedKey, duplicateId).open(sealedBirthDate, patientPlaces.birthDate)
    : undefined
