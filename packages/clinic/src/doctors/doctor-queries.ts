import type { Queryable } from '@polyclinic/postgres'

export interface DoctorRow {
  id: string
  name: string
  languages: string[]
  specialtyCode: string
  specialtyName: string
}

/** By name; only that one where an identifier is given. */
export async function findActiveDoctors(db: Queryable, only?: string): Promise<DoctorRow[]> {
  const { rows } = await db.query<DoctorRow>(
    `select d.id, d.name, d.languages, s.code as "specialtyCode", s.name as "specialtyName"
     from doctor d join specialty s on s.id = d.specialty_id
     where d.active and ($1::uuid is null or d.id = $1)
     order by d.name, d.id`,
    [only],
  )
  return rows
}

export async function findDoctorIdByEmailIndex(
  db: Queryable,
  emailIndex: Buffer,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>('select id from doctor where email_index = $1', [
    emailIndex,
  ])
  return rows[0]?.id
}
