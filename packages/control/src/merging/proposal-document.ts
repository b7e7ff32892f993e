import type { MergeProposal } from '@polyclinic/contract'
import type { Vault } from '@polyclinic/guard'
import { patientPlaces } from '../patients/patient-places.ts'
import type { ProposalRow } from './merge-queries.ts'

/**
 * A proposal as the account's owner sees it. A phone number is not proven: whoever has the same one learns where, and
 * the first letter of the name, but not who it is.
 */
export function proposalDocument(row: ProposalRow, vault: Vault): MergeProposal {
  const name = nameOf(row, vault)
  const birthDate = row.reason === 'same-phone' ? undefined : birthDateOf(row, vault)
  return {
    id: row.id,
    reason: row.reason,
    state: row.state,
    agreed: row.agreedAt !== null,
    clinics: row.clinics.map((clinic) => clinic.name),
    ...(name && { name: row.reason === 'same-phone' ? `${[...name][0]}…` : name }),
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
