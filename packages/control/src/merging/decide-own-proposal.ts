import { type MergeProposal, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { ownPatient } from '../patients/own-patient.ts'
import { carryOutDecision } from './carry-out-decision.ts'
import { agreeTo, lockOwnProposal, type ProposalRow } from './merge-queries.ts'
import { proposalDocument } from './proposal-document.ts'

/**
 * The owner of an account says whether the duplicate is them. Where only a phone number is the same, which anybody can
 * give, their word begins it and the clinic's desk ends it: else somebody else's visits could be had for a number.
 */
export async function decideOwnProposal(
  control: ControlPlane,
  actor: Actor,
  proposalId: string,
  decision: 'accepted' | 'declined',
): Promise<MergeProposal> {
  const standing = authorise(actor, 'merge.decide-own')
  const patientId = ownPatient(standing)
  return control.database.transaction(async (tx) => {
    const seen = await lockOwnProposal(tx, patientId, proposalId)
    if (!seen) throw noSuchProposal()
    if (decision === 'accepted' && needsDesk(seen)) await agreeTo(tx, proposalId)
    else await carryOutDecision(tx, actor, seen, decision)
    const objects = [{ type: 'merge-proposal', id: proposalId, patientId: seen.duplicateId }]
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'merge.decide-own', objects }, tx)
    const row = (await lockOwnProposal(tx, patientId, proposalId)) ?? seen
    return proposalDocument(row, control.vault)
  })
}

const needsDesk = ({ reason, state }: ProposalRow) => reason === 'same-phone' && state === 'proposed'

/** Somebody else's and one that is not there are refused alike. */
export const noSuchProposal = () => new Refusal('not-found', {}, 'There is no such proposal.')
