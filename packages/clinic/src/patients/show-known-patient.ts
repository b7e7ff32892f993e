import { reading, recordAccess } from '../audit/index.ts'
import type { KnownPatientDocument } from '@polyclinic/contract'
import { type Actor, authorise } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { knownPatientDocument } from './known-patient-document.ts'
import { requireKnown } from './require-known.ts'

/** One patient as the desk sees them. Whom the clinic does not know is not there, wherever else they may be known. */
export async function showKnownPatient(
  clinic: Clinic,
  actor: Actor,
  patientId: string,
): Promise<KnownPatientDocument> {
  const standing = authorise(actor, 'patient.read-known', clinic)
  const patient = await requireKnown(clinic.unitOfWork(), patientId)
  const shown = reading('patient.read-known', 'patient', [{ id: patientId, patientId }])
  await recordAccess(clinic, actor, standing, shown)
  return knownPatientDocument(clinic, patient)
}
