import type { Actor } from './actor.ts'
import type { Standing } from './authorise.ts'

/** Whether the actor stands here for that patient: it is they themselves, or a dependent of theirs. */
export async function mayActFor(actor: Actor, standing: Standing, patientId: string): Promise<boolean> {
  if (standing.patientId === undefined) return false
  if (patientId === standing.patientId) return true
  return actor.kind === 'account' && (await actor.guards?.(patientId)) === true
}
