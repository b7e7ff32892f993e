import { Refusal } from '@polyclinic/contract'
import type { Standing } from '@polyclinic/guard'

/** The patient that the actor is. */
export function ownPatient({ patientId }: Standing): string {
  if (!patientId) throw new Refusal('not-allowed', {})
  return patientId
}
