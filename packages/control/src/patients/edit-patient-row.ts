import type { Vault } from '@polyclinic/guard'
import type { Queryable } from '@polyclinic/postgres'
import { patientPlaces } from './patient-places.ts'
import { type PatientRow, updatePatient } from './patient-queries.ts'
import { queueCardRefresh } from './queue-card-refresh.ts'

/** What is not named stays; null takes away. */
export interface PatientEdit {
  name?: string | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  birthDate?: string | null | undefined
  locale?: string | null | undefined
  timeZone?: string | null | undefined
}

/** Writes an edit of a locked patient, and has the clinics that show something of them look again. */
export async function editPatientRow(
  tx: Queryable,
  vault: Vault,
  row: PatientRow,
  edit: PatientEdit,
): Promise<PatientRow> {
  const own = vault.unwrap(row.wrappedKey, row.id)
  const sealed = (text: string | null | undefined, place: string, before: Buffer | null) =>
    text === undefined ? before : text === null ? null : own.seal(text, place)
  const index = (kind: 'email' | 'phone', text: string | null | undefined, before: Buffer | null) =>
    text === undefined ? before : text === null ? null : vault.blindIndex(kind, text)
  const after = {
    ...row,
    sealedName: edit.name === undefined ? row.sealedName : own.seal(edit.name, patientPlaces.name),
    sealedEmail: sealed(edit.email, patientPlaces.email, row.sealedEmail),
    sealedPhone: sealed(edit.phone, patientPlaces.phone, row.sealedPhone),
    sealedBirthDate: sealed(edit.birthDate, patientPlaces.birthDate, row.sealedBirthDate),
    emailIndex: index('email', edit.email, row.emailIndex),
    phoneIndex: index('phone', edit.phone, row.phoneIndex),
    locale: edit.locale === undefined ? row.locale : edit.locale,
    timeZone: edit.timeZone === undefined ? row.timeZone : edit.timeZone,
  }
  const version = await updatePatient(tx, after)
  await queueCardRefresh(tx, row.id)
  return { ...after, version }
}
