import { cardPlaces, type PatientCard } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import type { ControlPlane } from '../control-plane.ts'
import { type ContactRow, findGuardianContact } from './guardian-queries.ts'
import { patientPlaces } from './patient-places.ts'
import { findPatient } from './patient-queries.ts'

interface Contact {
  email?: string | undefined
  phone?: string | undefined
}

/**
 * A patient's card as it is now: name and contact under their own key, sealed for the clinic's table. A dependent's
 * carries their guardian's contact, so that somebody can be called.
 * @returns undefined for an erased or merged patient
 */
export async function readCard(
  { database, vault }: ControlPlane,
  patientId: string,
  db: Queryable = database,
): Promise<PatientCard | undefined> {
  const [row, guardian] = await Promise.all([findPatient(db, patientId), findGuardianContact(db, patientId)])
  if (!row) return undefined
  const open = (of: ContactRow): Contact => {
    const own = vault.unwrap(of.wrappedKey, of.id)
    return {
      email: of.sealedEmail ? own.open(of.sealedEmail, patientPlaces.email) : undefined,
      phone: of.sealedPhone ? own.open(of.sealedPhone, patientPlaces.phone) : undefined,
    }
  }
  const contact = { ...open(row), ...(guardian && { guardian: open(guardian) }) }
  const own = vault.unwrap(row.wrappedKey, row.id)
  return {
    sealedName: own.seal(own.open(row.sealedName, patientPlaces.name), cardPlaces.name),
    sealedContact: own.seal(JSON.stringify(contact), cardPlaces.contact),
    wrappedKey: row.wrappedKey,
  }
}
