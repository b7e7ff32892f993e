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

/** Clinics that know the patient; every one that has a database where nobody keeps a record of that. */
export async function findClinicsThatKnow(db: Queryable, patientId: string): Promise<KnowingClinicRow[]> {
  const { rows: found } = await db.query<{ kept: boolean }>(
    `select to_regclass('public.patient_clinic') is not null as kept`,
  )
  const known = found[0]?.kept
    ? 'exists (select from patient_clinic x where x.clinic_id = c.id and x.patient_id = $1)'
    : '$1::uuid is not null'
  const { rows } = await db.query<KnowingClinicRow>(
    `select c.id, c.slug, c.name from clinic c
     where c.state in ('active', 'suspended', 'moving', 'restoring', 'archived') and ${known} order by c.name, c.id`,
    [patientId],
  )
  return rows
}
