import { type Actor, authorise } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { confirmPart, endDuplicate, findPart, lockAccepted } from './merge-queries.ts'

/** Whom a clinic still has to merge into whom; undefined where it has. */
export async function findMergePart(
  control: ControlPlane,
  actor: Actor,
  proposalId: string,
  clinicId: string,
): Promise<{ keptId: string; duplicateId: string } | undefined> {
  authorise(actor, 'patient.merge', { id: clinicId })
  return findPart(control.database, proposalId, clinicId)
}

/** A clinic has moved all that was the duplicate's. After the last one the duplicate's key is destroyed. */
export async function confirmMergePart(
  control: ControlPlane,
  actor: Actor,
  proposalId: string,
  clinicId: string,
): Promise<void> {
  authorise(actor, 'patient.merge', { id: clinicId })
  await control.database.transaction(async (tx) => {
    const duplicateId = await lockAccepted(tx, proposalId)
    if (!duplicateId) return
    if ((await confirmPart(tx, proposalId, clinicId)) > 0) return
    await endDuplicate(tx, proposalId, duplicateId)
  })
}
