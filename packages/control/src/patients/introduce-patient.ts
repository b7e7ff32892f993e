import { recordAccess } from '../audit/index.ts'
import { Refusal } from '@polyclinic/contract'
import { type Actor, authorise, cardPlaces, type PatientCard } from '@polyclinic/guard'
import type { ControlPlane } from '../control-plane.ts'
import { findPatient } from './patient-queries.ts'
import { patientPlaces } from './patient-places.ts'

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
): Promise<PatientCard> {
  const standing = authorise(actor, 'appointment.book')
  const row = await findPatient(control.database, patientId)
  if (!row) throw new Refusal('patient-unknown', {})
  const objects = [{ type: 'patient', id: patientId, patientId }]
  await recordAccess(control, actor, standing, { kind: 'read', purpose: 'appointment.book', objects })
  const own = control.vault.unwrap(row.wrappedKey, row.id)
  const contact = {
    email: row.sealedEmail && own.open(row.sealedEmail, patientPlaces.email),
    phone: row.sealedPhone && own.open(row.sealedPhone, patientPlaces.phone),
  }
  return {
    sealedName: own.seal(own.open(row.sealedName, patientPlaces.name), cardPlaces.name),
    sealedContact: own.seal(JSON.stringify(contact), cardPlaces.contact),
    wrappedKey: row.wrappedKey,
  }
}
