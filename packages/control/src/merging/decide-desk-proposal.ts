import type { DeskMergeProposal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { carryOutDecision } from './carry-out-decision.ts'
import { noSuchProposal } from './decide-own-proposal.ts'
import { deskProposalDocument } from './desk-proposal-document.ts'
import { lockProposalOfDesk } from './merge-queries.ts'

/** The desk of the only clinic that knows the duplicate decides. Whose turn it is not finds nothing. */
export async function decideDeskProposal(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  proposalId: string,
  decision: 'accepted' | 'declined',
): Promise<DeskMergeProposal> {
  const standing = authorise(actor, 'merge.decide', clinic)
  return control.database.transaction(async (tx) => {
    const row = await lockProposalOfDesk(tx, clinic.id, proposalId)
    if (!row) throw noSuchProposal()
    await carryOutDecision(tx, actor, row, decision)
    const objects = [row.keptId, row.duplicateId].map((patientId) => ({
      type: 'merge-proposal',
      id: proposalId,
      patientId,
    }))
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'merge.decide', objects }, tx)
    return deskProposalDocument(control, { ...row, state: decision }, tx)
  })
}
