import type { DeskMergeProposal } from '@polyclinic/contract'
import type { Queryable } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { findPatient } from '../patients/patient-queries.ts'
import { profileDocument } from '../patients/profile-document.ts'
import type { ProposalRow } from './merge-queries.ts'
import { nameOf } from './proposal-document.ts'

/**
 * A proposal as the desk sees it. Of the kept patient it is shown name and birth date, to hold against a document: the
 * clinic knows them, or they have agreed.
 */
export async function deskProposalDocument(
  { database, vault }: ControlPlane,
  row: ProposalRow,
  db: Queryable = database,
): Promise<DeskMergeProposal> {
  const keptRow = await findPatient(db, row.keptId)
  const kept = keptRow && profileDocument(keptRow, vault)
  const name = nameOf(row, vault)
  return {
    id: row.id,
    reason: row.reason,
    state: row.state,
    duplicate: { id: row.duplicateId, ...(name && { name }) },
    kept: {
      id: row.keptId,
      ...(kept && { name: kept.name }),
      ...(kept?.birthDate && { birthDate: kept.birthDate }),
    },
    proposedAt: row.proposedAt.toISOString(),
  }
}
