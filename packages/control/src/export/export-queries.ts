import type { Queryable } from '@polyclinic/postgres'

export interface SinceRow {
  account: Date
  patient: Date
}

export async function findSince(
  db: Queryable,
  { accountId, patientId }: { accountId: string; patientId: string },
): Promise<SinceRow | undefined> {
  const { rows } = await db.query<SinceRow>(
    `select a.created_at as account, p.created_at as patient
     from account a join patient p on p.id = $2 where a.id = $1`,
    [accountId, patientId],
  )
  return rows[0]
}

export interface KnowingClinicRow {
  id: string
  slug: string
  name: string
}

/** Clinics that were ever given a card of the patient, and have a database to ask. */
export async function findClinicsThatKnow(db: Queryable, patientId: string): Promise<KnowingClinicRow[]> {
  const { rows } = await db.query<KnowingClinicRow>(
    `select c.id, c.slug, c.name from patient_clinic k join clinic c on c.id = k.clinic_id
     where k.patient_id = $1 and c.state in ('active', 'suspended', 'moving', 'restoring', 'archived')
     order by c.name, c.id`,
    [patientId],
  )
  return rows
}
