import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise, type PatientCard } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { issueCard } from './issue-card.ts'

/**
 * What a clinic is given of a patient on their first booking: name and contact under the patient's own key, sealed for
 * the clinic's table.
 * @param actor who books: it is their request that makes the clinic know the patient
 * @throws Refusal patient-unknown for an erased patient: a token may outlive them by ten minutes
 */
export async function introducePatient(
  control: ControlPlane,
  actor: Actor,
  patientId: string,
  clinicId: string,
): Promise<PatientCard> {
  const standing = authorise(actor, 'appointment.book', { id: clinicId })
  const card = await issueCard(control, patientId, clinicId)
  if (!card) throw new Refusal('patient-unknown', {})
  const objects = [{ type: 'patient', id: patientId, patientId }]
  await recordAccess(control, actor, standing, { kind: 'read', purpose: 'appointment.book', objects })
  return card
}
