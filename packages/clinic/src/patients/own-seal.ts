import type { PersonalSeal } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'

interface Sealed {
  readonly patientId: string
  readonly wrappedKey?: Uint8Array | null | undefined
}

/** The patient's own seal; undefined where the control plane was away when they became known, and for an erased one. */
export function ownSeal(
  { vault }: Pick<Clinic, 'vault'>,
  { patientId, wrappedKey }: Sealed,
): PersonalSeal | undefined {
  return wrappedKey ? vault.unwrap(Buffer.from(wrappedKey), patientId) : undefined
}
