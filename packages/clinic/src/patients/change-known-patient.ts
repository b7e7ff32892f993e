import { LockMode, OptimisticLockError } from '@mikro-orm/core'
import { type KnownPatientDocument, Refusal } from '@polyclinic/contract'
import type { Actor, Standing } from '@polyclinic/guard'
import { reading, recordAccess, writing } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { queriesWithin } from '../editing/index.ts'
import type { KnownPatient } from '../entities/index.ts'
import { knownPatientDocument } from './known-patient-document.ts'
import { requireKnown } from './require-known.ts'

/**
 * Changes what the clinic keeps of a patient.
 * @param seenVersion the version the desk saw; when it has moved on nothing is written and the answer holds the patient
 * as they are now
 */
export async function changeKnownPatient(
  clinic: Clinic,
  { actor, standing }: { actor: Actor; standing: Standing },
  { patientId, seenVersion }: { patientId: string; seenVersion: number },
  change: (patient: KnownPatient) => void,
): Promise<KnownPatientDocument> {
  const concerned = [{ id: patientId, patientId }]
  try {
    return await clinic.unitOfWork().transactional(async (work) => {
      const patient = await requireKnown(work, patientId)
      await work.lock(patient, LockMode.OPTIMISTIC, seenVersion)
      change(patient)
      await work.flush()
      const changed = writing('patient.block', 'patient', concerned)
      await recordAccess(clinic, actor, standing, changed, queriesWithin(work))
      return knownPatientDocument(clinic, patient)
    })
  } catch (error) {
    if (!(error instanceof OptimisticLockError)) throw error
    const current = knownPatientDocument(clinic, await requireKnown(clinic.unitOfWork(), patientId))
    await recordAccess(clinic, actor, standing, reading('patient.block', 'patient', concerned))
    throw new Refusal('version-mismatch', { current }, 'The patient was changed meanwhile.')
  }
}
