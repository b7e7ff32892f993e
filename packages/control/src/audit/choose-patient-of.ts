import { Refusal } from '@polyclinic/contract'
import { type Actor, mayActFor, type Standing } from '@polyclinic/guard'

/** The actor's own patient, or a dependent of theirs. */
export async function choosePatientOf(
  actor: Actor,
  standing: Standing,
  dependent: string | undefined,
): Promise<string> {
  const wanted = dependent ?? standing.patientId
  if (wanted !== undefined && (await mayActFor(actor, standing, wanted))) return wanted
  throw new Refusal('not-allowed', {})
}
