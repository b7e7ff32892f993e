import { type BlockForm, type KnownPatientDocument, Refusal } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import type { KnownPatient } from '../entities/index.ts'
import { changeKnownPatient } from './change-known-patient.ts'
import { blockReasonPlace } from './known-patient-document.ts'
import { ownSeal } from './own-seal.ts'

/**
 * From now on no booking is taken for that patient, whoever asks; what is booked stays.
 * @throws Refusal service-unavailable for a reason that there is no key to seal with: without one it goes through
 */
export async function blockPatient(
  clinic: Clinic,
  actor: Actor,
  patientId: string,
  { reason }: BlockForm,
  seenVersion: number,
): Promise<KnownPatientDocument> {
  const standing = authorise(actor, 'patient.block', clinic)
  return changeKnownPatient(clinic, { actor, standing }, { patientId, seenVersion }, (patient) => {
    if (patient.state !== 'active') throw new Refusal('transition-not-allowed', { state: patient.state })
    patient.sealedBlockReason = reason === undefined ? null : sealReason(clinic, patient, reason)
    patient.state = 'blocked'
  })
}

function sealReason(clinic: Clinic, patient: KnownPatient, reason: string): Buffer {
  const own = ownSeal(clinic, patient)
  if (own) return own.seal(reason, blockReasonPlace)
  const detail = 'A reason cannot be kept safely at the moment. Block without one, or try again later.'
  throw new Refusal('service-unavailable', { retryAfter: 30 }, detail)
}
