import type { DeskMergeProposal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { deskProposalDocument } from './desk-proposal-document.ts'
import { findProposalsOfDesk } from './merge-queries.ts'

/** What that clinic's desk has to decide, oldest first. */
export async function listDeskProposals(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
): Promise<DeskMergeProposal[]> {
  const standing = authorise(actor, 'merge.decide', clinic)
  const rows = await findProposalsOfDesk(control.database, clinic.id)
  const objects = rows.flatMap(({ id, keptId, duplicateId }) =>
    [keptId, duplicateId].map((patientId) => ({ type: 'merge-proposal', id, patientId })),
  )
  await recordAccess(control, actor, standing, { kind: 'read', purpose: 'merge.decide', objects })
  return Promise.all(rows.map((row) => deskProposalDocument(control, row)))
}
