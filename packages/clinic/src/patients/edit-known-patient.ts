import { type KnownPatientDocument, Refusal } from '@polyclinic/contract'
import { type Actor, authorise, type PatientCard } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { knownPatientDocument } from './known-patient-document.ts'
import { findKnown, lockKnown, updateCard } from './known-patient-queries.ts'

/**
 * Changes the card of a patient: first where patients are kept, then here.
 * @param seenVersion the version the desk saw; when it has moved on nothing is written, here or there
 * @param writeThere writes it in the control plane and gives the card as it is then. What dies after it is caught up by
 * the refresh that was queued there
 */
export async function editKnownPatient(
  clinic: Clinic,
  actor: Actor,
  patientId: string,
  seenVersion: number,
  writeThere: () => Promise<PatientCard>,
): Promise<KnownPatientDocument> {
  const standing = authorise(actor, 'patient.edit-known', clinic)
  return clinic.database.transaction(async (tx) => {
    const known = await lockKnown(tx, patientId)
    if (!known) throw new Refusal('patient-unknown', {})
    if (known.version !== seenVersion) {
      const current = knownPatientDocument(clinic, known)
      throw new Refusal('version-mismatch', { current }, 'The patient was changed meanwhile.')
    }
    await updateCard(tx, patientId, await writeThere())
    const objects = [{ type: 'patient', id: patientId, patientId }]
    await recordAccess(clinic, actor, standing, { kind: 'write', purpose: 'patient.edit-known', objects }, tx)
    return knownPatientDocument(clinic, (await findKnown(tx, patientId)) ?? known)
  })
}
