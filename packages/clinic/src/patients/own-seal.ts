import type { PersonalSeal } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import type { KnownPatient } from '../entities/index.ts'

/** The patient's own seal; undefined where the control plane was away when they became known, and for an erased one. */
export function ownSeal({ vault }: Clinic, patient: KnownPatient): PersonalSeal | undefined {
  const { patientId, wrappedKey } = patient
  return wrappedKey ? vault.unwrap(Buffer.from(wrappedKey), patientId) : undefined
}
