import type { PatientProfile } from '@polyclinic/contract'
import type { Vault } from '@polyclinic/guard'
import { patientPlaces } from './patient-places.ts'
import type { PatientRow } from './patient-queries.ts'

/** A patient as they see themselves, or their guardian does. */
export function profileDocument(row: PatientRow, vault: Vault): PatientProfile {
  const own = vault.unwrap(row.wrappedKey, row.id)
  return {
    id: row.id,
    name: own.open(row.sealedName, patientPlaces.name),
    ...(row.sealedPhone && { phone: own.open(row.sealedPhone, patientPlaces.phone) }),
    ...(row.sealedBirthDate && { birthDate: own.open(row.sealedBirthDate, patientPlaces.birthDate) }),
    ...(row.locale && { locale: row.locale }),
    ...(row.timeZone && { timeZone: row.timeZone }),
    version: row.version,
  }
}
