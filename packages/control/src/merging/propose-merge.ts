import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { insertProposalOfDesk } from './merge-queries.ts'

/**
 * The desk proposes that two patients it knows are one. The duplicate is one that a desk made; the decision is the kept
 * one's where they have an account. Repeated, it is the same proposal.
 * @throws Refusal patient-unknown in the same words for whom only others know, and for nobody
 */
export async function proposeMerge(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  proposal: { keptId: string; duplicateId: string },
): Promise<{ id: string }> {
  const standing = authorise(actor, 'merge.propose', clinic)
  return control.database.transaction(async (tx) => {
    const made = await insertProposalOfDesk(tx, { clinicId: clinic.id, ...proposal })
    if (!made)
      throw new Refusal('patient-unknown', {}, 'There are no two such patients that could be merged.')
    const objects = [proposal.keptId, proposal.duplicateId].map((patientId) => ({
      type: 'merge-proposal',
      id: made.id,
      patientId,
    }))
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'merge.propose', objects }, tx)
    return { id: made.id }
  })
}
