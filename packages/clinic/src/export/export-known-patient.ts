import { type ClinicExport, exportedAccesses } from '@polyclinic/contract'
import { type Actor, actorReference, authorise } from '@polyclinic/guard'
import { findAuditEntries } from '@polyclinic/postgres'
import { appointmentDocument, appointmentPlaces, eventDocument, findEventsOf } from '../appointments/index.ts'
import { accessDocument, recordAccess } from '../audit/index.ts'
import type { Clinic } from '../clinic.ts'
import { KnownPatient } from '../entities/index.ts'
import { knownPatientDocument } from '../patients/index.ts'
import { listAllEntries } from '../waitlist/index.ts'
import { findAllAppointments } from './export-queries.ts'

/**
 * Everything that this clinic keeps of the patient that the actor is: also what it says of them to its desk alone.
 * @returns undefined where it does not know them
 */
export async function exportKnownPatient(clinic: Clinic, actor: Actor): Promise<ClinicExport | undefined> {
  const standing = authorise(actor, 'patient.export-own', clinic)
  const { patientId } = standing
  const patient = patientId && (await clinic.unitOfWork().findOne(KnownPatient, { patientId }))
  if (!patient) return undefined
  const { id: _, version: __, ...card } = knownPatientDocument(clinic, patient)
  const rows = await findAllAppointments(clinic.database, patientId)
  const ids = rows.map(({ facts }) => facts.id)
  const histories = Map.groupBy(
    await findEventsOf(clinic.database, ids),
    ({ appointmentId }) => appointmentId,
  )
  const key = patient.wrappedKey ? Buffer.from(patient.wrappedKey) : null
  const own = key && clinic.vault.unwrap(key, patientId)
  const waitlist = await listAllEntries(clinic, patientId)
  const accesses = await findAuditEntries(clinic.database, { patientId, limit: exportedAccesses })
  await recordAccess(clinic, actor, standing, {
    kind: 'read',
    purpose: 'patient.export-own',
    objects: [
      { type: 'patient', id: patientId, patientId },
      ...ids.map((id) => ({ type: 'appointment', id, patientId })),
    ],
  })
  return {
    card,
    appointments: rows.map(({ facts, justification }) => ({
      ...appointmentDocument(clinic, facts, key),
      ...(own &&
        justification && { justification: own.open(justification, appointmentPlaces.justification) }),
      history: (histories.get(facts.id) ?? []).map((event) => eventDocument(event, false)),
    })),
    waitlist,
    accesses: accesses.slice(0, exportedAccesses).map((row) => accessDocument(row, actorReference(actor))),
  }
}
