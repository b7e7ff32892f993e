import { Refusal } from '@polyclinic/contract'
import { type Actor, actorReference } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { carryNoticesOver } from '../notices/follow-patient.ts'
import { enqueueJobs } from '../queue/index.ts'
import {
  decideProposal,
  endDuplicate,
  insertParts,
  pointToKept,
  type ProposalRow,
  withdrawOthers,
} from './merge-queries.ts'

/**
 * Decides a locked proposal. Accepted, the duplicate is found by nobody any more, and each clinic that knows it is told
 * to move what it has.
 */
export async function carryOutDecision(
  tx: Queryable,
  actor: Actor,
  proposal: ProposalRow,
  decision: 'accepted' | 'declined',
): Promise<void> {
  const { id, keptId, duplicateId, state } = proposal
  if (state === decision) return
  if (state !== 'proposed') throw new Refusal('transition-not-allowed', { state })
  if (decision === 'accepted' && !(await pointToKept(tx, duplicateId, keptId))) {
    throw new Refusal('transition-not-allowed', { state: 'withdrawn' }, 'One of the two is gone.')
  }
  await decideProposal(tx, id, decision, actorReference(actor))
  if (decision === 'declined') return
  await withdrawOthers(tx, id, duplicateId)
  await carryNoticesOver(tx, duplicateId, keptId)
  const clinics = await insertParts(tx, id, duplicateId)
  if (clinics.length === 0) await endDuplicate(tx, id, duplicateId)
  await enqueueJobs(
    tx,
    clinics.map((clinicId) => ({
      task: 'merge-patient',
      payload: { proposalId: id, clinicId },
      key: `merge-patient:${id}:${clinicId}`,
    })),
  )
}
