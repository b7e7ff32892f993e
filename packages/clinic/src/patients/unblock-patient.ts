import { type KnownPatientDocument, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { changeKnownPatient } from './change-known-patient.ts'

/** Takes bookings for that patient again, and forgets why none were taken. */
export async function unblockPatient(
  clinic: Clinic,
  actor: Actor,
  patientId: string,
  seenVersion: number,
): Promise<KnownPatientDocument> {
  const standing = authorise(actor, 'patient.block', clinic)
  return changeKnownPatient(clinic, { actor, standing }, { patientId, seenVersion }, (patient) => {
    if (patient.state !== 'blocked') throw new Refusal('transition-not-allowed', { state: patient.state })
    patient.state = 'active'
    patient.sealedBlockReason = null
  })
}
