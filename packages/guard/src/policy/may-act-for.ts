import type { Actor } from './actor.ts'
import type { Standing } from './authorise.ts'

/**
 * Whether the actor, standing as a patient, may act for that patient: for themselves, or for a dependent as their
 * guardian. Asks nobody about themselves.
 */
export async function mayActFor(actor: Actor, standing: Standing, patientId: string): Promise<boolean> {
  if (standing.patientId === undefined) return false
  if (standing.patientId === patientId) return true
  return actor.kind === 'account' && (await actor.guards?.(patientId)) === true
}
