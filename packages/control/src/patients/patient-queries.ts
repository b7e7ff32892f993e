import type { Queryable } from '@polyclinic/postgres'

export interface NewPatient {
  id: string
  sealedName: Buffer
  sealedEmail: Buffer | undefined
  sealedPhone: Buffer | undefined
  sealedBirthDate: Buffer | undefined
  emailIndex: Buffer | undefined
  phoneIndex: Buffer | undefined
  locale: string | undefined
  timeZone: string | undefined
  wrappedKey: Buffer
}

export async function insertPatient(db: Queryable, patient: NewPatient): Promise<void> {
  await db.query(
    `with new_patient as (
       insert into patient (id, sealed_name, sealed_email, sealed_phone, sealed_birth_date, email_index, phone_index,
         locale, time_zone)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id
     ) insert into patient_key (patient_id, wrapped_key) select id, $10 from new_patient`,
    [
      patient.id,
      patient.sealedName,
      patient.sealedEmail,
      patient.sealedPhone,
      patient.sealedBirthDate,
      patient.emailIndex,
      patient.phoneIndex,
      patient.locale,
      patient.timeZone,
      patient.wrappedKey,
    ],
  )
}

export interface PatientRow {
  id: string
  sealedName: Buffer
  sealedEmail: Buffer | null
  sealedPhone: Buffer | null
  sealedBirthDate: Buffer | null
  locale: string | null
  timeZone: string | null
  wrappedKey: Buffer
}

/** A patient with their key; none for an erased one, whose key is gone. */
export async function findPatient(db: Queryable, id: string): Promise<PatientRow | undefined> {
  const { rows } = await db.query<PatientRow>({
    name: 'find-patient',
    text: `select p.id, p.sealed_name as "sealedName", p.sealed_email as "sealedEmail",
        p.sealed_phone as "sealedPhone", p.sealed_birth_date as "sealedBirthDate", p.locale,
        p.time_zone as "timeZone", k.wrapped_key as "wrappedKey"
      from patient p join patient_key k on k.patient_id = p.id
      where p.id = $1 and p.erased_at is null`,
    values: [id],
  })
  return rows[0]
}

/** @returns false where the patient's address is not the old one, or they are erased */
export async function changeContactAddress(
  tx: Queryable,
  patientId: string,
  change: { readonly from: Buffer; readonly to: { readonly sealed: Buffer; readonly index: Buffer } },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update patient set sealed_email = $2, email_index = $3
     where id = $1 and email_index = $4 and erased_at is null`,
    [patientId, change.to.sealed, change.to.index, change.from],
  )
  return rowCount === 1
}
