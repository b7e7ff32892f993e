import { type KnownPatientDocument, Refusal } from '@polyclinic/contract'
import { type Actor, authorise, type PatientCard } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { knownPatientDocument } from './known-patient-document.ts'
import { findKnown, introduceKnown } from './known-patient-queries.ts'

/**
 * Writes down somebody who was registered at the desk, with their consent as of now. Repeated, it is the patient as they
 * are.
 * @param card what the control plane gave for them
 */
export async function admitPatient(
  clinic: Clinic,
  actor: Actor,
  patientId: string,
  card: PatientCard,
): Promise<KnownPatientDocument> {
  const standing = authorise(actor, 'patient.register', clinic)
  return clinic.database.transaction(async (tx) => {
    await introduceKnown(tx, patientId, card)
    const objects = [{ type: 'patient', id: patientId, patientId }]
    await recordAccess(clinic, actor, standing, { kind: 'write', purpose: 'patient.register', objects }, tx)
    const known = await findKnown(tx, patientId)
    if (!known) throw new Refusal('patient-unknown', {})
    return knownPatientDocument(clinic, known)
  })
}
