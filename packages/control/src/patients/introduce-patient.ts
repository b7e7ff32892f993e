import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise, type PatientCard } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { putOnRecord } from './issue-card.ts'
import { readCard } from './read-card.ts'

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
  if (!(await putOnRecord(control, patientId, clinicId))) throw new Refusal('patient-unknown', {})
  const objects = [{ type: 'patient', id: patientId, patientId }]
  // at once: somebody waits for their booking
  const [card] = await Promise.all([
    readCard(control, patientId),
    recordAccess(control, actor, standing, { kind: 'read', purpose: 'appointment.book', objects }),
  ])
  if (!card) throw new Refusal('patient-unknown', {})
  return card
}
