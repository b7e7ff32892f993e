import type { Queryable } from '@polyclinic/postgres'

/**
 * Puts on record that the clinic knows the patient, where it is not there yet. Under a lock that an erasure waits for, so
 * that it finds the clinic on record or the clinic gets nothing.
 * @returns false for an erased or merged patient whom the clinic did not know, and where somebody records it right now
 */
export async function recordClinic(db: Queryable, patientId: string, clinicId: string): Promise<boolean> {
  const { rows } = await db.query<{ onRecord: boolean }>({
    name: 'record-patient-clinic',
    text: `with known as (
        select from patient_clinic where patient_id = $1 and clinic_id = $2
      ), living as (
        select id from patient
        where id = $1 and erased_at is null and merged_into is null and not exists (select from known) for share
      ), noted as (
        insert into patient_clinic (patient_id, clinic_id) select id, $2 from living on conflict do nothing returning 1
      )
      select exists (select from known) or exists (select from noted) as "onRecord"`,
    values: [patientId, clinicId],
  })
  return rows[0]?.onRecord === true
}

export async function knows(db: Queryable, clinicId: string, patientId: string): Promise<boolean> {
  const { rows } = await db.query({
    name: 'clinic-knows-patient',
    text: 'select from patient_clinic where patient_id = $1 and clinic_id = $2',
    values: [patientId, clinicId],
  })
  return rows.length > 0
}

/** Every clinic that was ever given a card of the patient, the longest known first. */
export async function listClinicsKnowing(
  db: Queryable,
  patientId: string,
): Promise<{ clinicId: string; since: Date }[]> {
  const { rows } = await db.query<{ clinicId: string; since: Date }>(
    `select clinic_id as "clinicId", since from patient_clinic where patient_id = $1 order by since, clinic_id`,
    [patientId],
  )
  return rows
}

/** The clinics whose card of somebody shows something of the patient: their own cards, and those of their dependents. */
export async function findCardsShowing(
  db: Queryable,
  patientId: string,
): Promise<{ patientId: string; clinicId: string }[]> {
  const { rows } = await db.query<{ patientId: string; clinicId: string }>(
    `select patient_id as "patientId", clinic_id as "clinicId" from patient_clinic
     where patient_id = $1 or patient_id in (select dependent_id from guardian where guardian_id = $1)
     order by patient_id, clinic_id`,
    [patientId],
  )
  return rows
}
