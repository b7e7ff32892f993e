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
  emailIndex: Buffer | null
  phoneIndex: Buffer | null
  locale: string | null
  timeZone: string | null
  version: number
  wrappedKey: Buffer
}

const columns = `p.id, p.sealed_name as "sealedName", p.sealed_email as "sealedEmail", p.sealed_phone as "sealedPhone",
  p.sealed_birth_date as "sealedBirthDate", p.email_index as "emailIndex", p.phone_index as "phoneIndex", p.locale,
  p.time_zone as "timeZone", p.version, k.wrapped_key as "wrappedKey"`
const living = 'p.id = $1 and p.erased_at is null and p.merged_into is null'

/** A patient with their key; none for an erased one, whose key is gone, and for a merged one. */
export async function findPatient(db: Queryable, id: string): Promise<PatientRow | undefined> {
  const { rows } = await db.query<PatientRow>({
    name: 'find-patient',
    text: `select ${columns} from patient p join patient_key k on k.patient_id = p.id where ${living}`,
    values: [id],
  })
  return rows[0]
}

/** The same, changed by nobody else until the transaction ends. */
export async function lockPatient(tx: Queryable, id: string): Promise<PatientRow | undefined> {
  const { rows } = await tx.query<PatientRow>(
    `select ${columns} from patient p join patient_key k on k.patient_id = p.id
     where ${living} for no key update of p`,
    [id],
  )
  return rows[0]
}

/** Writes what a person may change. @returns the version it has then */
export async function updatePatient(tx: Queryable, patient: Omit<PatientRow, 'version'>): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    `update patient set sealed_name = $2, sealed_email = $3, sealed_phone = $4, sealed_birth_date = $5,
       email_index = $6, phone_index = $7, locale = $8, time_zone = $9
     where id = $1 returning version`,
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
    ],
  )
  return rows[0]?.version ?? 0
}

/** Who looks after the patient's own data: their account, or a guardian. */
export async function findOwners(
  db: Queryable,
  patientId: string,
): Promise<{ hasAccount: boolean; hasGuardian: boolean }> {
  const { rows } = await db.query<{ hasAccount: boolean; hasGuardian: boolean }>(
    `select exists (select from account where patient_id = $1) as "hasAccount",
       exists (select from guardian where dependent_id = $1) as "hasGuardian"`,
    [patientId],
  )
  return rows[0] ?? { hasAccount: false, hasGuardian: false }
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
