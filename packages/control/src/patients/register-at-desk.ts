import { type DeskRegistration, Refusal } from '@polyclinic/contract'
import { type Actor, actorReference, authorise, type PatientCard } from '@polyclinic/guard'
import { recordAccess } from '../audit/index.ts'
import type { ControlPlane } from '../control-plane.ts'
import { proposeMerges } from '../merging/index.ts'
import { findRegisteredBy, insertRegistration, lockRequest } from './desk-queries.ts'
import type { Once } from './guardian-queries.ts'
import { issueCard } from './issue-card.ts'
import { recordClinic } from './patient-clinic-queries.ts'
import { insertPatient } from './patient-queries.ts'
import { sealPatient } from './seal-patient.ts'

/**
 * Makes a patient without a login for somebody who stands at a desk, and gives the clinic their card. Once for its key:
 * a repetition gives the same patient's card, so that what died before the clinic wrote it down is completed. An address
 * that is typed here leads to nobody's account: whether somebody has it already is told to nobody, and a proposal to
 * merge the two waits for that one's owner.
 */
export async function registerAtDesk(
  control: ControlPlane,
  actor: Actor,
  clinic: { readonly id: string },
  { consent: _given, ...facts }: DeskRegistration,
  once: Once,
): Promise<{ patientId: string; card: PatientCard }> {
  const standing = authorise(actor, 'patient.register', clinic)
  const request = { ...once, clinicId: clinic.id, principal: actorReference(actor) }
  const patient = sealPatient(facts, control.vault)
  const patientId = await control.database.transaction(async (tx) => {
    await lockRequest(tx, request)
    const made = await findRegisteredBy(tx, request)
    if (made && made.fingerprint !== once.fingerprint) throw new Refusal('idempotency-mismatch', {})
    if (made) return made.patientId
    await insertPatient(tx, patient)
    await recordClinic(tx, patient.id, clinic.id)
    await insertRegistration(tx, request, patient.id)
    await proposeMerges(tx, patient.id)
    const objects = [{ type: 'patient', id: patient.id, patientId: patient.id }]
    await recordAccess(control, actor, standing, { kind: 'write', purpose: 'patient.register', objects }, tx)
    return patient.id
  })
  const card = await issueCard(control, patientId, clinic.id)
  if (!card) throw new Refusal('patient-unknown', {})
  return { patientId, card }
}
