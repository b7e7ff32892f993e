import type { MergeProposal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { ownPatient } from '../patients/own-patient.ts'
import { findOwnProposals } from './merge-queries.ts'
import { proposalDocument } from './proposal-document.ts'

/** Who might be the actor a second time, oldest first. */
export async function listOwnProposals(control: ControlPlane, actor: Actor): Promise<MergeProposal[]> {
  const standing = authorise(actor, 'merge.decide-own')
  const rows = await findOwnProposals(control.database, ownPatient(standing))
  const objects = rows.map(({ id, duplicateId }) => ({ type: 'merge-proposal', id, patientId: duplicateId }))
  await recordAccess(control, actor, standing, { kind: 'read', purpose: 'merge.decide-own', objects })
  return rows.map((row) => proposalDocument(row, control.vault))
}
